package dev.carillon.tomcat;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as it was built, for a deployment by Arquillian. */
public final class BuiltWar {
  private BuiltWar() {}

  /** Returns it under a name of one's own, which becomes its context path. */
  public static WebArchive named(String name) {
    return ShrinkWrap.create(ZipImporter.class, name + ".war")
        .importFrom(new File(System.getProperty("carillon.war")))
        .as(WebArchive.class);
  }
}
