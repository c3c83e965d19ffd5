package dev.carillon.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisitKeyTest {
  @Test
  void aKeyReadsFromTheOutsideIn() {
    VisitKey loop = VisitKey.of(VisitKey.TOP, 0, "each", 1);
    VisitKey post = VisitKey.of(loop.round(2), 1, "post", 3);

    assertThat(post.value()).isEqualTo("/do/0/each/for[2]/1/post#3");
    assertThat(post.inner()).isEqualTo("/do/0/each/for[2]/1/post#3/do");
  }

  @Test
  void noNameCanPassForAnotherKey() {
    assertThat(VisitKey.of(VisitKey.TOP, 0, "a#2", 1).value())
        .isNotEqualTo(VisitKey.of(VisitKey.TOP, 0, "a", 2).value());
    assertThat(VisitKey.of(VisitKey.TOP, 0, "a/do/0/b", 1).value())
        .isNotEqualTo(
            VisitKey.of(VisitKey.of(VisitKey.TOP, 0, "a", 1).inner(), 0, "b", 1).value());
    assertThat(VisitKey.of(VisitKey.TOP, 0, "~1", 1).value())
        .isNotEqualTo(VisitKey.of(VisitKey.TOP, 0, "/", 1).value());
  }
}
