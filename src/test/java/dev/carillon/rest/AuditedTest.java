package dev.carillon.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever changes something is in the audit log. */
class AuditedTest {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** What changes nothing that anybody owns, or is written down elsewhere. */
  private static final Set<String> EXCEPTIONS = Set.of(
      // Whoever signs in is nobody yet, and a session is no thing of ours.
      "SessionResource.begin",
      "SessionResource.end",
      // QStash calls these; each is a delivery, and those are kept.
      "QStashResource.webhook",
      "QStashResource.job",
      "QStashResource.failure",
      // Says what is wrong with a definition, and saves nothing.
      "WorkflowsResource.validate");

  private static List<Method> changing() {
    JavaClasses all = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("dev.carillon");
    return all.stream()
        .filter(it -> it.isAnnotatedWith(Path.class))
        .flatMap(it -> Stream.of(it.reflect().getDeclaredMethods()))
        .filter(AuditedTest::isChanging)
        .toList();
  }

  private static boolean isChanging(Method method) {
    return Stream.of(method.getAnnotations())
        .map(it -> it.annotationType().getAnnotation(HttpMethod.class))
        .anyMatch(verb -> verb != null && !READING.contains(verb.value()));
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  @Test
  void eachMethodThatChangesSomethingIsAudited() {
    List<Method> changing = changing();

    assertThat(changing).hasSizeGreaterThan(20);
    assertThat(changing.stream()
            .filter(it -> !it.isAnnotationPresent(Audited.class))
            .map(AuditedTest::name))
        .containsExactlyInAnyOrderElementsOf(EXCEPTIONS);
  }

  @Test
  void whatItDoesIsNamedAsAThingAndAVerb() {
    assertThat(
            changing().stream().map(it -> it.getAnnotation(Audited.class)).filter(it -> it != null))
        .allMatch(it -> it.value().matches("[a-z-]+\\.[a-z-]+"))
        .allMatch(it -> it.of().matches("[a-z-]+"));
  }
}
