package org.roomprint.indexer.source.pages;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The main text of a page as people read it: with its lines, without what stands around it. */
final class PageText {
  private static final String NOT_READ =
      "script, style, noscript, template, svg, iframe, object, embed, select, button, textarea";
  private static final String AROUND =
      "nav, aside, footer, body > header, [role=navigation], [role=banner], [role=contentinfo],"
          + " [role=dialog], [aria-hidden=true]";

  private PageText() {}

  /**
   * The element that holds the ad: {@code main}, or the only {@code article}, or the body. What
   * stands around it, and what is no text, is taken out of the page.
   */
  static Element main(Document page) {
    page.select(NOT_READ).remove();
    Element main = page.selectFirst("main, [role=main]");
    var articles = page.select("article");
    if (main == null) {
      main = articles.size() == 1 ? articles.first() : page.body();
    }
    if (main == null) {
      return page;
    }
    main.select(AROUND).remove();
    return main;
  }

  /**
   * The text of an element; a line ends where one does on the screen.
   *
   * @param longest so many characters at least are looked at, and little more
   */
  static String of(Element element, int longest) {
    StringBuilder text = new StringBuilder();
    NodeTraversor.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (text.length() > longest) {
              return;
            }
            if (node instanceof TextNode words) {
              append(text, words.getWholeText());
            } else if (node instanceof Element inner && endsLine(inner)) {
              newLine(text);
            }
          }

          @Override
          public void tail(Node node, int depth) {
            if (node instanceof Element inner && inner.isBlock()) {
              newLine(text);
            }
          }
        },
        element);
    return text.toString().strip();
  }

  private static boolean endsLine(Element element) {
    return element.isBlock() || element.normalName().equals("br");
  }

  private static void append(StringBuilder text, String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      boolean isSpace = Character.isWhitespace(c);
      boolean isAfterSpace =
          text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
      if (!isSpace) {
        text.append(c);
      } else if (!isAfterSpace) {
        text.append(' ');
      }
    }
  }

  private static void newLine(StringBuilder text) {
    while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
      text.setLength(text.length() - 1);
    }
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }
}
