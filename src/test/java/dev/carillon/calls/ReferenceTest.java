package dev.carillon.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
  private static final URI BASE = URI.create("http://a/b/c/d;p?q");

  /** The examples of RFC 3986 sections 5.4.1 and 5.4.2, as a strict reader has them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "g:h g:h",
        "g http://a/b/c/g",
        "./g http://a/b/c/g",
        "g/ http://a/b/c/g/",
        "/g http://a/g",
        "//g http://g",
        "?y http://a/b/c/d;p?y",
        "g?y http://a/b/c/g?y",
        "#s http://a/b/c/d;p?q#s",
        "g#s http://a/b/c/g#s",
        "g?y#s http://a/b/c/g?y#s",
        ";x http://a/b/c/;x",
        "g;x http://a/b/c/g;x",
        "g;x?y#s http://a/b/c/g;x?y#s",
        "'' http://a/b/c/d;p?q",
        ". http://a/b/c/",
        "./ http://a/b/c/",
        ".. http://a/b/",
        "../ http://a/b/",
        "../g http://a/b/g",
        "../.. http://a/",
        "../../ http://a/",
        "../../g http://a/g",
        "../../../g http://a/g",
        "../../../../g http://a/g",
        "/./g http://a/g",
        "/../g http://a/g",
        "g. http://a/b/c/g.",
        ".g http://a/b/c/.g",
        "g.. http://a/b/c/g..",
        "..g http://a/b/c/..g",
        "./../g http://a/b/g",
        "./g/. http://a/b/c/g/",
        "g/./h http://a/b/c/g/h",
        "g/../h http://a/b/c/h",
        "g;x=1/./y http://a/b/c/g;x=1/y",
        "g;x=1/../y http://a/b/c/y",
        "g?y/./x http://a/b/c/g?y/./x",
        "g?y/../x http://a/b/c/g?y/../x",
        "g#s/./x http://a/b/c/g#s/./x",
        "g#s/../x http://a/b/c/g#s/../x",
        "http:g http:g",
      })
  void aReferenceIsReadAsRfc3986Shows(String reference, String target) {
    assertThat(Reference.resolved(BASE, reference)).hasToString(target);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a, g, http://a/g",
    "http://a?q, ../../.., http://a/",
    "http://a/?q, ?, http://a/?",
    "http://a/b, //c/../d?x=/../y, http://c/d?x=/../y",
    "http://a/b//c, ../d, http://a/b/d",
    "http://a/b, HTTP://C/./d, HTTP://C/d",
    "http://a/b, http://c/..%2Fd, http://c/..%2Fd",
  })
  void aReferenceIsReadSoElsewhereToo(String base, String reference, String target) {
    assertThat(Reference.resolved(URI.create(base), reference)).hasToString(target);
  }
}
