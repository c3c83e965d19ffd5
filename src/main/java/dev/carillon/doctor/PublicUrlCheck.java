package dev.carillon.doctor;

import dev.carillon.doctor.Names.Place;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the public URL leads to a public address. */
final class PublicUrlCheck implements Check {
  private final Setup setup;
  private final Names names;

  PublicUrlCheck(Setup setup, Names names) {
    this.setup = setup;
    this.names = names;
  }

  @Override
  public Topic topic() {
    return Topic.PUBLIC_URL;
  }

  @Override
  public Finding examine() {
    return setup.published().map(this::leads).orElseGet(this::none);
  }

  private Finding none() {
    return setup.qstashRings()
        ? Finding.failing(
                "APP_URL is not set, so QStash has nobody to call.",
                "APP_URL не задан: QStash некому звонить.")
            .remedy(
                "Set APP_URL to the public address, with the context path.",
                "Задайте в APP_URL публичный адрес с путём контекста.")
        : Finding.ok(
            "APP_URL is not set, and the local engine needs none.",
            "APP_URL не задан, и встроенному движку он не нужен.");
  }

  private Finding leads(URI url) {
    String host = url.getHost();
    List<Place> places = names.of(host);
    return judged(url, host, places)
        .fact("url", url)
        .fact("addresses", places.stream().map(Place::address).collect(Collectors.joining(", ")));
  }

  private Finding judged(URI url, String host, List<Place> places) {
    if (setup.devServer()) {
      return Finding.ok(
          "QStash's dev server calls %s, which needs no public address.",
          "Сервер разработки QStash звонит на %s, публичный адрес ему не нужен.", url);
    }
    if (places.isEmpty()) {
      return bad(
              "No name server that this machine asks knows the host %s.",
              "Серверы имён, которые спрашивает эта машина, не знают хоста %s.", host)
          .remedy(
              "Correct the host in APP_URL; a new name may need some minutes to be known.",
              "Исправьте хост в APP_URL; новое имя станет известно через несколько минут.")
          .guide("guide.en.md#unresolvable-host");
    }
    Optional<Place> hidden =
        places.stream().filter(it -> it.objection().isPresent()).findFirst();
    if (hidden.isPresent()) {
      return hidden(host, hidden.get());
    }
    return "http".equalsIgnoreCase(url.getScheme())
        ? Finding.warning(
                "%s leads to a public address, but without TLS.",
                "%s ведёт на публичный адрес, но без TLS.", url)
            .remedy("Serve it by https.", "Обслуживайте его по https.")
        : Finding.ok("%s leads to a public address.", "%s ведёт на публичный адрес.", url);
  }

  private Finding hidden(String host, Place place) {
    String objection = place.objection().orElseThrow();
    boolean loopback = objection.contains("loopback");
    return bad(
            "Seen from here, %s is %s, %s: QStash refuses it with \"endpoint resolves to a loopback"
                + " address\" or cannot reach it.",
            "Отсюда %s — это %s, %s: QStash откажет со словами «endpoint resolves to a loopback"
                + " address» или не дозвонится.",
            host,
            place.address(),
            objection)
        .remedy(
            "Set APP_URL to an address that the internet reaches; in development that of a tunnel"
                + " (ngrok http 8080), or leave it to the local engine with CARILLON_ENGINE=local."
                + " If only this machine's own name server answers so, all is well.",
            "Задайте в APP_URL адрес, доступный из интернета; в разработке — адрес туннеля"
                + " (ngrok http 8080), или оставьте встроенный движок: CARILLON_ENGINE=local. Если"
                + " так отвечает лишь внутренний сервер имён этой машины, всё в порядке.")
        .guide(loopback ? "guide.en.md#loopback-address" : "guide.en.md#private-host");
  }

  /** Without QStash nobody has to get there. */
  private Finding bad(String en, String ru, Object... values) {
    return Finding.of(setup.qstashRings() ? Status.FAILING : Status.WARNING, en, ru, values);
  }
}
