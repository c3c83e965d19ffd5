package dev.carillon.doctor;

import dev.carillon.text.Bilingual;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether production works, or would: what development forgives, production does not. In production
 * that is drawn from all that was found; in development from what is missing for it.
 */
final class ProductionConclusion implements Conclusion {
  private final Setup setup;

  ProductionConclusion(Setup setup) {
    this.setup = setup;
  }

  @Override
  public Topic topic() {
    return Topic.PRODUCTION;
  }

  @Override
  public Finding from(Map<Topic, Finding> found) {
    return setup.production() ? Failing.of(found).orElseGet(this::works) : ahead();
  }

  private Finding works() {
    return setup.qstashRings()
        ? Finding.ok(
            "This is production, and nothing that was looked at fails.",
            "Это боевой режим, и ничто из проверенного не сломано.")
        : Finding.ok(
            "This is production, self-hosted: the built-in engine rings, and nothing fails.",
            "Это боевой режим на своём хозяйстве: звонит встроенный движок, и ничто не сломано.");
  }

  private Finding ahead() {
    List<Bilingual> lacking = new ArrayList<>();
    String missing = String.join(", ", setup.missing());
    if (!missing.isEmpty()) {
      lacking.add(Bilingual.of("Not set: %s.", "Не задано: %s.", missing));
    }
    if (setup.secrets().published()) {
      lacking.add(
          Bilingual.of(
              "The signing keys are the published ones of QStash's dev server, which production refuses.",
              "Ключи подписи — общеизвестные ключи сервера разработки QStash, боевой режим их не примет."));
    }
    if (setup.devServer()) {
      lacking.add(Bilingual.of("QSTASH_URL is a dev server.", "QSTASH_URL — сервер разработки."));
    }
    Optional<Bilingual> all = lacking.stream().reduce(Bilingual::then);
    return all.map(words -> Finding.of(
                Status.WARNING,
                Bilingual.of(
                        "This is development; QStash could not ring production with these settings.",
                        "Это режим разработки; с такими настройками QStash не сможет звонить в боевом.")
                    .then(words))
            .remedy(
                "Set what is missing on the production machine, or CARILLON_ENGINE=local there.",
                "Задайте недостающее на боевой машине или CARILLON_ENGINE=local там."))
        .orElseGet(() -> Finding.ok(
            "This is development; everything is set that production needs.",
            "Это режим разработки; всё, что нужно боевому, задано."));
  }
}
