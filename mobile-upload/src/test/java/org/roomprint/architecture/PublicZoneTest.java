package org.roomprint.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ExceptionHandler;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.Submission;

/** What the process that faces the public can reach, as rules over the compiled classes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublicZoneTest {
  private static final String MOBILE = "org.roomprint.mobileupload..";

  private JavaClasses program = new ClassFileImporter().importClasses();

  @BeforeAll
  void readTheCompiledProgram() {
    Path root = Path.of(System.getProperty("roomprint.root", "..")).toAbsolutePath().normalize();
    List<Path> classes =
        List.of(
            root.resolve("base/target/classes"),
            root.resolve("inbox/target/classes"),
            root.resolve("http/target/classes"),
            root.resolve("mobile-upload/target/classes"));
    Assumptions.assumeTrue(classes.stream().allMatch(Files::isDirectory), "not compiled");
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    program = new ClassFileImporter().importPaths(classes);
  }

  @Test
  void thePublicServiceNeitherListsNorReadsWhatOthersGave() {
    noClasses()
        .that()
        .resideInAPackage(MOBILE)
        .should()
        .dependOnClassesThat(belongToAnyOf(InboxIntake.class, Submission.class))
        .because("that is the trusted side's")
        .check(program);
  }

  @Test
  void thePublicServiceKnowsNoPicturesVectorsOrDatabase() {
    noClasses()
        .that()
        .resideInAPackage(MOBILE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.bytedeco..",
            "org.opencv..",
            "ai.djl..",
            "ai.onnxruntime..",
            "org.apache.lucene..",
            "com.drew..",
            "java.awt..",
            "javax.imageio..",
            "java.sql..",
            "javax.sql..",
            "org.jdbi..",
            "org.sqlite..",
            "org.postgresql..",
            "java.lang.foreign..")
        .check(program);
  }

  /** Follows every dependency from the public side's implementation, not only the first step. */
  @Test
  void nothingThatThePublicSideOfTheInboxReachesListsSubmissions() {
    Set<String> reached = new HashSet<>();
    Deque<JavaClass> next = new ArrayDeque<>();
    next.add(program.get("org.roomprint.inbox.sql.SqlPublicInbox"));
    while (!next.isEmpty()) {
      JavaClass type = next.pop();
      if (type.getName().startsWith("org.roomprint.") && reached.add(type.getName())) {
        type.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .map(JavaClass::getBaseComponentType)
            .forEach(next::add);
      }
    }
    assertThat(reached)
        .contains("org.roomprint.inbox.sql.InboxUploads")
        .doesNotContain("org.roomprint.inbox.sql.SqlInboxIntake");
  }

  @Test
  void theClassPathHasNothingOfTheTrustedZone() throws IOException {
    assertThat(onClassPath("org/roomprint/inbox")).isNotEmpty();
    for (String trusted : List.of("catalog", "vectors", "indexer", "searchapi")) {
      assertThat(onClassPath("org/roomprint/" + trusted)).as(trusted).isEmpty();
    }
  }

  @Test
  void theClassPathHasNothingThatReadsPictures() throws IOException {
    for (String library : List.of("org/bytedeco", "ai/djl", "org/apache/lucene", "com/drew")) {
      assertThat(onClassPath(library)).as(library).isEmpty();
    }
  }

  private static List<URL> onClassPath(String folder) throws IOException {
    return Collections.list(PublicZoneTest.class.getClassLoader().getResources(folder));
  }

  @Test
  void whatEndsARequestEarlyIsAnsweredInOnePlace() {
    noClasses()
        .that()
        .resideInAPackage(MOBILE)
        .should()
        .callMethod(RoutesConfig.class, "exception", Class.class, ExceptionHandler.class)
        .because("every problem is a document of org.roomprint.http.Problems")
        .check(program);
  }

  @Test
  void onlyThePagesThatNeedNoScriptSeeTheTemplates() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.roomprint.mobileupload.plain")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("gg.jte..")
        .because("a library is seen by the one package that wraps it")
        .check(program);
  }

  @Test
  void packagesDoNotGoRoundInCircles() {
    slices().matching("org.roomprint.mobileupload.(*)..").should().beFreeOfCycles().check(program);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<String> silent = new TreeSet<>();
    for (JavaClass type : program) {
      boolean marked =
          type.getPackage()
              .tryGetPackageInfo()
              .map(info -> info.isAnnotatedWith(NullMarked.class))
              .orElse(false);
      if (!marked) {
        silent.add(type.getPackageName());
      }
    }
    assertThat(silent).isEmpty();
  }
}
