package org.roomprint.indexer.source.pages;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a page says of itself for machines: JSON-LD in the vocabulary of schema.org, microdata
 * ({@code itemprop}), OpenGraph and other {@code meta} elements. What cannot be read counts as not
 * being there.
 */
final class StructuredData {
  /** Most objects of a page that are looked at. */
  private static final int MAX_OBJECTS = 2_000;

  /** What a page is part of, or shows beside the ad. */
  private static final Set<String> AROUND =
      Set.of(
          "WebSite",
          "Organization",
          "BreadcrumbList",
          "ListItem",
          "SearchAction",
          "ImageObject",
          "SiteNavigationElement",
          "WPHeader",
          "WPFooter",
          "Rating",
          "AggregateRating",
          "Review");

  private static final Set<String> LISTS =
      Set.of("ItemList", "SearchResultsPage", "CollectionPage");

  private static final Set<String> ADS =
      Set.of("Product", "Offer", "Service", "ClassifiedAd", "Demand", "Article");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Document page;
  private final List<JsonNode> objects = new ArrayList<>();

  StructuredData(Document page) {
    this.page = page;
    for (Element script : page.select("script[type=application/ld+json]")) {
      try {
        collect(JSON.readTree(script.data()));
      } catch (JacksonException _) {
        // the page is read without it
      }
    }
  }

  private void collect(JsonNode root) {
    Deque<JsonNode> left = new ArrayDeque<>();
    left.add(root);
    while (!left.isEmpty() && objects.size() < MAX_OBJECTS) {
      JsonNode node = left.poll();
      if (node.isObject()) {
        objects.add(node);
      }
      if (!isA(node, AROUND)) {
        left.addAll(List.copyOf(node.values()));
      }
    }
  }

  private static boolean isA(JsonNode object, Set<String> types) {
    JsonNode type = object.path("@type");
    return type.isString()
        ? types.contains(type.stringValue())
        : type.values().stream()
            .anyMatch(one -> one.isString() && types.contains(one.stringValue()));
  }

  /** Whether the page says that it lists others and holds no ad itself. */
  boolean isList() {
    return objects.stream().anyMatch(object -> isA(object, LISTS))
        && objects.stream().noneMatch(object -> isA(object, ADS));
  }

  /** What the ad is called: the name of something that is described, offered or dated. */
  Optional<String> title() {
    return objects.stream()
        .filter(object ->
            !isA(object, AROUND)
                && (isA(object, ADS) || object.has("description") || object.has("offers")))
        .flatMap(object ->
            textOf(object.path("headline")).or(() -> textOf(object.path("name"))).stream())
        .findFirst();
  }

  /** The first of these properties that the ad has, as a text. */
  Optional<String> text(String... properties) {
    for (String property : properties) {
      for (JsonNode object : objects) {
        if (!isA(object, AROUND)) {
          Optional<String> value = textOf(object.path(property));
          if (value.isPresent()) {
            return value;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** All values of a property that are texts, or objects with a text of this name. */
  List<String> texts(String property, String ofObjects) {
    List<String> values = new ArrayList<>();
    for (JsonNode object : objects) {
      if (!isA(object, AROUND)) {
        JsonNode value = object.path(property);
        for (JsonNode one : value.isArray() ? List.copyOf(value.values()) : List.of(value)) {
          textOf(one.isObject() ? one.path(ofObjects) : one).ifPresent(values::add);
        }
      }
    }
    return values;
  }

  /** The objects that have this property. */
  List<JsonNode> with(String property) {
    return objects.stream().filter(object -> object.has(property)).toList();
  }

  /** A node as a text that is not blank. */
  static Optional<String> textOf(JsonNode node) {
    String text = node.isString() ? node.stringValue() : node.isNumber() ? node.asString() : "";
    return Optional.of(text.strip()).filter(value -> !value.isEmpty());
  }

  /** The content of the first {@code meta} element of one of these names. */
  Optional<String> meta(String... names) {
    for (String name : names) {
      for (Element element : page.select("meta[property=" + name + "], meta[name=" + name + "]")) {
        String content = element.attr("content").strip();
        if (!content.isEmpty()) {
          return Optional.of(content);
        }
      }
    }
    return Optional.empty();
  }

  /** All contents of {@code meta} elements of this name. */
  List<String> metas(String name) {
    return page.select("meta[property=" + name + "]").stream()
        .map(element -> element.attr("content").strip())
        .filter(content -> !content.isEmpty())
        .toList();
  }

  /** What the first element with this {@code itemprop} says. */
  Optional<String> item(String property) {
    return items(property).stream().findFirst();
  }

  /** What every element with this {@code itemprop} says. */
  List<String> items(String property) {
    return page.select("[itemprop=" + property + "]").stream()
        .map(element -> {
          for (String attribute : List.of("content", "datetime")) {
            if (element.hasAttr(attribute)) {
              return element.attr(attribute).strip();
            }
          }
          return element.text().strip();
        })
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
