package dev.carillon.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The map of the house: which room may look where, and which technology belongs to which room. */
class FloorsTest {
  private static final String ROOT = "dev.carillon.";
  private static final Path SOURCES = Path.of("src/main/java/dev/carillon");
  private static final JavaClasses HOUSE = new ClassFileImporter()
      .withImportOption(new DoNotIncludeTests())
      .importPackages("dev.carillon");

  /**
   * Which rooms may touch a technology. Quartz hands its store's connection to a trigger type of
   * one's own, so that room sees the types of java.sql, and no SQL; the roof takes drivers away
   * when it stops.
   */
  private static final Map<String, Set<String>> TECHNOLOGIES = Map.ofEntries(
      Map.entry("jakarta.ws.rs..", Set.of("rest", "app")),
      Map.entry("org.glassfish..", Set.of("rest", "app")),
      Map.entry("com.fasterxml.jackson.jakarta..", Set.of("rest", "app")),
      Map.entry("jakarta.servlet..", Set.of("guard", "app", "boot")),
      Map.entry("java.sql..", Set.of("jdbc", "quartz", "app")),
      Map.entry("javax.sql..", Set.of("jdbc", "quartz", "app")),
      Map.entry("com.zaxxer..", Set.of("jdbc")),
      Map.entry("org.flywaydb..", Set.of("jdbc")),
      Map.entry("org.jdbi..", Set.of("jdbc")),
      Map.entry("org.h2..", Set.of("jdbc")),
      Map.entry("org.postgresql..", Set.of("jdbc")),
      Map.entry("org.quartz..", Set.of("quartz")),
      Map.entry("org.apache.hc..", Set.of("calls", "qstash")),
      Map.entry("java.net.http..", Set.of("app")),
      Map.entry("net.thisptr..", Set.of("language")),
      Map.entry("org.joni..", Set.of("language")),
      Map.entry("com.networknt..", Set.of("language")),
      Map.entry("com.fasterxml.jackson.dataformat..", Set.of("language")),
      Map.entry("org.yaml..", Set.of("language")),
      Map.entry("io.smallrye..", Set.of("app")),
      Map.entry("com.google.crypto..", Set.of("vault")),
      Map.entry("java.util.logging..", Set.of("boot")),
      Map.entry("org.apache.catalina..", Set.of("boot")),
      Map.entry("org.apache.tomcat..", Set.of("boot")));

  @Test
  void floorsLookDownOnly() {
    classes().should(lookDownOnly()).check(HOUSE);
  }

  @Test
  void roomsFormNoCircle() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @TestFactory
  Stream<DynamicTest> aTechnologyBelongsToItsRooms() {
    return TECHNOLOGIES.entrySet().stream()
        .map(technology -> DynamicTest.dynamicTest(
            technology.getKey(),
            () -> noClasses()
                .that(outside(technology.getValue()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(technology.getKey()))
                .check(HOUSE)));
  }

  @Test
  void wordsNeedNothingButTheLanguageItselfAndJsonValues() {
    DescribedPredicate<JavaClass> foreign = DescribedPredicate.not(resideInAnyPackage(
        ROOT + ".",
        "java..",
        "javax.crypto..",
        "com.fasterxml.jackson.databind..",
        "com.fasterxml.jackson.core.."));
    DescribedPredicate<JavaClass> word =
        DescribedPredicate.describe("are words", type -> floor(type) == Floor.WORDS);

    noClasses().that(word).should().dependOnClassesThat(foreign).check(HOUSE);
  }

  @Test
  void timeIsHandedIn() {
    noClasses()
        .that(outside(Set.of("app", "boot")))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callConstructor(Date.class)
        .check(HOUSE);
  }

  @Test
  void everyRoomSaysWhatItIsFor() throws IOException {
    try (Stream<Path> rooms = Files.list(SOURCES)) {
      List<Path> all = rooms.filter(Files::isDirectory).toList();

      assertThat(all).isNotEmpty().allSatisfy(room -> {
        assertThat(room.resolve("package-info.java")).exists();
        Floor.of(room.getFileName().toString());
      });
    }
  }

  @Test
  void everyRoomIsDrawnInTheDocument() throws IOException {
    String document = Files.readString(Path.of("src/docs/architecture.md"));

    try (Stream<Path> rooms = Files.list(SOURCES)) {
      assertThat(rooms.filter(Files::isDirectory).map(Path::getFileName)).allSatisfy(room -> {
        assertThat(document).contains(room + "/");
        assertThat(document).containsPattern("(?m)^    " + room + "$");
      });
    }
  }

  private static ArchCondition<JavaClass> lookDownOnly() {
    return new ArchCondition<>("look down only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          boolean ours = target.getPackageName().startsWith(ROOT);
          if (ours && !room(target).equals(room(type)) && !floor(type).sees(floor(target))) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static DescribedPredicate<JavaClass> outside(Set<String> rooms) {
    return DescribedPredicate.describe(
        "are outside of " + rooms, type -> !rooms.contains(room(type)));
  }

  private static Floor floor(JavaClass type) {
    return Floor.of(room(type));
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).split("\\.")[0];
  }
}
