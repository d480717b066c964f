package org.roomprint.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ExceptionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.vectors.Indexes;

/** The table of modules in the design, as rules over the compiled classes of all modules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArrowsTest {
  private static final String[] HTTP = {
    "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "com.sun.net.httpserver.."
  };
  private static final String[] SQL = {
    "java.sql..",
    "javax.sql..",
    "org.jdbi..",
    "org.flywaydb..",
    "com.zaxxer.hikari..",
    "org.sqlite..",
    "org.postgresql.."
  };
  private static final String[] COMMAND_LINE = {"picocli..", "me.tongfei.progressbar.."};
  private static final String[] OPENCV = {"org.bytedeco..", "org.opencv.."};
  private static final String[] DJL = {"ai.djl..", "ai.onnxruntime.."};
  private static final String[] LUCENE = {"org.apache.lucene.."};
  private static final String[] JDK_PICTURES = {"java.awt..", "javax.imageio.."};

  private static final String VECTORS = "org.roomprint.vectors..";
  private static final String BASE = "org.roomprint.base..";
  private static final String CATALOG = "org.roomprint.catalog..";
  private static final String ADS = "org.roomprint.ads..";
  private static final String INBOX = "org.roomprint.inbox..";
  private static final String SHARED_HTTP = "org.roomprint.http..";
  private static final String INDEXER = "org.roomprint.indexer..";
  private static final String SEARCH_API = "org.roomprint.searchapi..";

  private JavaClasses program = new ClassFileImporter().importClasses();

  @BeforeAll
  void readTheCompiledProgram() throws Exception {
    Path root = Path.of(System.getProperty("roomprint.root", "..")).toAbsolutePath().normalize();
    List<Path> found = new ArrayList<>();
    for (String module :
        List.of("vectors", "base", "catalog", "ads", "inbox", "http", "indexer", "search-api")) {
      Path classes = root.resolve(module).resolve("target").resolve("classes");
      Assumptions.assumeTrue(
          Files.isDirectory(classes),
          () -> module + " is not compiled: run the build of all modules, without -pl");
      found.add(classes);
    }
    // Names of packages are all that the rules need of the libraries.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    program = new ClassFileImporter().importPaths(found);
  }

  @Test
  void vectorsKnowNothingOfHttpSqlOrCommandLines() {
    check(module(VECTORS, BASE, CATALOG, ADS, INBOX, SHARED_HTTP, INDEXER, SEARCH_API));
    check(module(VECTORS, HTTP));
    check(module(VECTORS, SQL));
    check(module(VECTORS, COMMAND_LINE));
  }

  @Test
  void theCatalogKnowsNothingOfTheInboxPixelsVectorsOrHttp() {
    check(module(CATALOG, ADS, INBOX, VECTORS, SHARED_HTTP, INDEXER, SEARCH_API));
    check(module(CATALOG, HTTP));
    check(module(CATALOG, COMMAND_LINE));
    check(module(CATALOG, JDK_PICTURES));
  }

  @Test
  void adsKnowNothingOfPixelsVectorsDatabasesOrHttp() {
    check(module(ADS, INBOX, VECTORS, SHARED_HTTP, INDEXER, SEARCH_API));
    check(module(ADS, "org.roomprint.catalog.sql..", "org.roomprint.base.sql.."));
    check(module(ADS, HTTP));
    check(module(ADS, SQL));
    check(module(ADS, COMMAND_LINE));
    check(module(ADS, JDK_PICTURES));
  }

  @Test
  void theInboxKnowsNothingOfTheCatalogPixelsVectorsOrHttp() {
    check(module(INBOX, CATALOG, ADS, VECTORS, SHARED_HTTP, INDEXER, SEARCH_API));
    check(module(INBOX, HTTP));
    check(module(INBOX, COMMAND_LINE));
    check(module(INBOX, JDK_PICTURES));
  }

  @Test
  void whatCatalogAndInboxStandOnKnowsNeither() {
    check(module(BASE, CATALOG, ADS, INBOX, VECTORS, SHARED_HTTP, INDEXER, SEARCH_API));
    check(module(BASE, HTTP));
    check(module(BASE, COMMAND_LINE));
    check(module(BASE, JDK_PICTURES));
  }

  @Test
  void whatTheServicesShareKnowsNothingOfWhatIsServed() {
    check(module(SHARED_HTTP, VECTORS, BASE, CATALOG, ADS, INBOX, INDEXER, SEARCH_API));
    check(module(SHARED_HTTP, SQL));
    check(module(SHARED_HTTP, COMMAND_LINE));
  }

  @Test
  void whatEndsARequestEarlyIsAnsweredInOnePlace() {
    ArchRule handlers =
        noClasses()
            .that()
            .resideOutsideOfPackage(SHARED_HTTP)
            .should()
            .callMethod(RoutesConfig.class, "exception", Class.class, ExceptionHandler.class);
    check(handlers.because("every problem is a document of org.roomprint.http.Problems"));
  }

  @Test
  void theIndexerKnowsNothingOfHttp() {
    check(module(INDEXER, SHARED_HTTP, SEARCH_API));
    check(module(INDEXER, HTTP));
  }

  @Test
  void whoWritesTheCatalogWhoDescribesAndWhoIndexesAreThree() {
    String importing = "org.roomprint.indexer.importing..";
    String describing = "org.roomprint.indexer.describing..";
    String indexing = "org.roomprint.indexer.indexing..";
    String index = "org.roomprint.vectors.index..";
    check(module(importing, describing, indexing, index));
    check(module(describing, importing, indexing, index));
    check(module(indexing, importing, "org.roomprint.vectors.embedding.."));
  }

  @Test
  void theSearchServiceDoesNotImportAndSeesNoInbox() {
    check(module(SEARCH_API, INDEXER, INBOX));
    check(module(SEARCH_API, JDK_PICTURES));
  }

  @Test
  void onlyEmbeddingSeesDjl() {
    check(only(DJL, "org.roomprint.vectors.embedding.."));
  }

  @Test
  void onlyWhatReadsPixelsSeesOpenCv() {
    check(
        only(
            OPENCV,
            "org.roomprint.vectors.image..",
            "org.roomprint.vectors.hash..",
            "org.roomprint.vectors.local..",
            "org.roomprint.vectors.text.."));
  }

  @Test
  void onlyTheLuceneIndexSeesLucene() {
    check(only(LUCENE, "org.roomprint.vectors.index.lucene.."));
    check(
        noClasses()
            .that(
                resideOutsideOfPackages("org.roomprint.vectors.index.lucene..")
                    .and(not(equivalentTo(Indexes.class))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.roomprint.vectors.index.lucene..")
            .because("one class knows which engine keeps an index"));
  }

  @Test
  void onlyTheSqlPackagesOfCatalogAndInboxSeeADatabase() {
    String base = "org.roomprint.base.sql..";
    check(only(SQL, base, "org.roomprint.catalog.sql..", "org.roomprint.inbox.sql.."));
    check(
        only(
            new String[] {base}, base, "org.roomprint.catalog.sql..", "org.roomprint.inbox.sql.."));
  }

  @Test
  void theTablesOfTheCatalogAreReachedThroughOneClass() {
    String sql = "org.roomprint.catalog.sql..";
    ArchRule door =
        noClasses()
            .that()
            .resideOutsideOfPackage(sql)
            .should()
            .dependOnClassesThat(resideInAPackage(sql).and(not(equivalentTo(SqlCatalog.class))));
    check(door.because("whoever is handed a Catalog does not know what keeps it"));
  }

  @Test
  void onlyTheSpellingOfSelectorsSeesTheLibraryOfPhoneNumbers() {
    check(
        only(new String[] {"com.google.i18n.phonenumbers.."}, "org.roomprint.catalog.selectors.."));
  }

  @Test
  void onlyTheSettingsSeeTheNotationOfTheirFile() {
    check(only(new String[] {"com.typesafe.config.."}, "org.roomprint.base.configuration.."));
  }

  @Test
  void onlyTheCommandLinePrints() {
    ArchRule out =
        noClasses()
            .that(resideInAnyPackage(INDEXER).and(resideOutsideOfPackages("..cli..")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
    check(out.because("printing belongs to the command line; everything else logs"));
  }

  @Test
  void packagesDoNotGoRoundInCircles() {
    var rule = slices().matching("org.roomprint.(**)").should().beFreeOfCycles();
    // The first package of these modules may hand out what lies below it.
    for (String module : List.of(VECTORS, BASE, INBOX, INDEXER, SEARCH_API)) {
      String first = module.substring(0, module.length() - "..".length());
      rule = rule.ignoreDependency(resideInAPackage(first), resideInAPackage(module));
    }
    check(rule);
  }

  @Test
  void everyPackageSaysWhatItIsForAndThatNothingInItIsNull() {
    var silent = new TreeSet<String>();
    for (JavaClass type : program) {
      var itsPackage = type.getPackage();
      boolean marked =
          itsPackage
              .tryGetPackageInfo()
              .map(i -> i.isAnnotatedWith(NullMarked.class))
              .orElse(false);
      if (!marked) {
        silent.add(itsPackage.getName());
      }
    }
    assertThat(silent).as("packages without a package-info.java that is @NullMarked").isEmpty();
  }

  private void check(ArchRule rule) {
    // A module that has no classes yet breaks no rule.
    rule.allowEmptyShould(true).check(program);
  }

  private static ArchRule module(String module, String... mustNotSee) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(mustNotSee)
        .because("the module table of the design says so");
  }

  private static ArchRule only(String[] library, String... maySee) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(maySee)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .because("a library is seen by the one package that wraps it");
  }
}
