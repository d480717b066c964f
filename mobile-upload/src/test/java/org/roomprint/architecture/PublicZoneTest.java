package org.roomprint.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ExceptionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
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

/** What the process that faces the public can reach, as rules over the compiled classes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublicZoneTest {
  private static final String MOBILE = "org.roomprint.mobileupload..";

  /** All that the public service may see of the catalog. */
  private static final Set<String> SEEN =
      Set.of(
          "org.roomprint.catalog.Place",
          "org.roomprint.catalog.Texts",
          "org.roomprint.catalog.CatalogException",
          "org.roomprint.catalog.CatalogUnavailableException",
          "org.roomprint.catalog.access.AccessControl",
          "org.roomprint.catalog.access.AccessDecision",
          "org.roomprint.catalog.access.AccessRequest",
          "org.roomprint.catalog.access.Action",
          "org.roomprint.catalog.access.ApiKey",
          "org.roomprint.catalog.access.ApiKeyStore",
          "org.roomprint.catalog.process.ProcessMemory",
          "org.roomprint.catalog.sql.SqlInbox");

  private JavaClasses program = new ClassFileImporter().importClasses();

  @BeforeAll
  void readTheCompiledProgram() {
    Path root = Path.of(System.getProperty("roomprint.root", "..")).toAbsolutePath().normalize();
    List<Path> classes =
        List.of(
            root.resolve("catalog/target/classes"),
            root.resolve("http/target/classes"),
            root.resolve("mobile-upload/target/classes"));
    Assumptions.assumeTrue(classes.stream().allMatch(Files::isDirectory), "not compiled");
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    program = new ClassFileImporter().importPaths(classes);
  }

  @Test
  void thePublicServiceSeesOfOursOnlyTheInboxAndTheConfiguration() {
    noClasses()
        .that()
        .resideInAPackage(MOBILE)
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.roomprint..")
                .and(
                    describe(
                        "are not its own, the inbox's public side or the configuration",
                        type -> !isSeen(type))))
        .check(program);
  }

  private static boolean isSeen(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    String outer = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    return outer.startsWith("org.roomprint.mobileupload.")
        || outer.startsWith("org.roomprint.http.")
        || outer.startsWith("org.roomprint.catalog.configuration.")
        || (outer.startsWith("org.roomprint.catalog.inbox.")
            && !outer.equals("org.roomprint.catalog.inbox.InboxIntake")
            && !outer.equals("org.roomprint.catalog.inbox.Submission"))
        || SEEN.contains(outer);
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
  void nothingThatThePublicSideOfTheInboxReachesOpensTheCatalogOrListsSubmissions() {
    Set<String> reached = new HashSet<>();
    Deque<JavaClass> next = new ArrayDeque<>();
    next.add(program.get("org.roomprint.catalog.sql.SqlPublicInbox"));
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
        .contains("org.roomprint.catalog.sql.InboxUploads")
        .doesNotContain(
            "org.roomprint.catalog.Catalog",
            "org.roomprint.catalog.sql.SqlCatalog",
            "org.roomprint.catalog.sql.SqlPhotos",
            "org.roomprint.catalog.sql.SqlInboxIntake",
            "org.roomprint.catalog.files.PictureStore");
  }

  @Test
  void theClassPathHasNothingThatReadsPictures() {
    for (String type :
        List.of(
            "org.bytedeco.opencv.global.opencv_core",
            "ai.djl.Model",
            "org.apache.lucene.index.IndexReader",
            "com.drew.metadata.Metadata",
            "org.roomprint.vectors.image.Gate")) {
      assertThatThrownBy(() -> Class.forName(type))
          .as(type)
          .isInstanceOf(ClassNotFoundException.class);
    }
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
