package dev.carillon.language;

import dev.carillon.workflow.Authentication;
import dev.carillon.workflow.Template;
import java.util.List;
import java.util.Optional;

/** Reads authentication policies. */
final class AuthenticationReader {
  private static final String INSTEAD =
      "Carillon knows basic and bearer; get a token with a call" + " before and send it as bearer";
  private static final String BOTH = "\"use\" names a policy of use.authentications, and here"
      + " stands another; leave one of the two out";
  private static final Vocabulary POLICY = Vocabulary.of(
          "in an authentication", "use", "basic", "bearer")
      .refusing("digest", Refusal.never("digest", INSTEAD))
      .refusing("oauth2", Refusal.never("oauth2", INSTEAD))
      .refusing("oidc", Refusal.never("oidc", INSTEAD))
      .refusing("certificate", Refusal.never("certificate", INSTEAD));

  private final Reading reading;
  private final Values values;
  private final TemplateReader templates;

  AuthenticationReader(Reading reading, TemplateReader templates) {
    this.reading = reading;
    this.values = new Values(reading.problems());
    this.templates = templates;
  }

  /** Reads a policy, or {@code use} with the name of one in {@code use.authentications}. */
  Optional<Authentication> read(Value value, Surroundings around) {
    Optional<Value> name = value.find("use");
    if (name.isPresent() && value.members().size() == 1) {
      return values
          .text(name.get(), "use")
          .flatMap(any -> Uses.find(
              name.get(),
              "use.authentications",
              reading.uses().authentications,
              reading.problems(),
              "name one there, or write the policy here"));
    }
    return policy(value, around);
  }

  Optional<Authentication> policy(Value value, Surroundings around) {
    Optional<Value> policy = values.object(value, "authentication");
    policy.ifPresent(it -> POLICY.check(it, reading.problems()));
    List<String> kinds = policy
        .map(it -> List.of("basic", "bearer").stream()
            .filter(it.members()::containsKey)
            .toList())
        .orElse(List.of());
    if (!kinds.isEmpty() && value.members().containsKey("use") && !reading.isKept()) {
      reading.problems().addAtKey(value, "use", BOTH);
    }
    boolean refused = policy.filter(it -> reading.problems().tellInside(it)).isPresent();
    if (kinds.size() != 1) {
      if (policy.isPresent() && !refused) {
        reading
            .problems()
            .add(
                value,
                "an authentication has one of basic and bearer; write exactly one of the two");
      }
      return Optional.empty();
    }
    Value scheme = value.members().get(kinds.get(0)).value();
    return values
        .object(scheme, kinds.get(0))
        .map(it -> kinds.get(0).equals("basic") ? basic(it, around) : bearer(it, around));
  }

  private Authentication basic(Value basic, Surroundings around) {
    Optional<String> secret = secret(basic, "username", "password");
    return new Authentication.Basic(
        secret.map(it -> member(it, "username")).orElseGet(() -> name(basic, around)),
        secret
            .map(it -> member(it, "password"))
            .orElseGet(() -> confidential(basic, "password", around)));
  }

  private Authentication bearer(Value bearer, Surroundings around) {
    Optional<String> secret = secret(bearer, "token");
    return new Authentication.Bearer(secret
        .map(it -> member(it, "token"))
        .orElseGet(() -> confidential(bearer, "token", around)));
  }

  /** Returns the name of the secret that holds all of it, if the policy names one. */
  private Optional<String> secret(Value scheme, String... members) {
    Optional<Value> use = scheme.find("use");
    String[] known = use.isPresent() ? new String[] {"use"} : members;
    Vocabulary.of("in this authentication", known).check(scheme, reading.problems());
    Optional<String> name = use.flatMap(it -> values.text(it, "use"));
    name.filter(it -> !reading.uses().secrets.contains(it))
        .ifPresent(it -> reading
            .problems()
            .add(
                use.get(),
                "\"" + Brackets.abbreviated(it) + "\" is not in \"use.secrets\""
                    + Uses.secretHint(it, reading.uses().secrets)));
    return use.isPresent() ? Optional.of(name.orElse("")) : Optional.empty();
  }

  private static Template member(String secret, String member) {
    return Template.of("${ $secrets[\"" + secret + "\"]." + member + " }");
  }

  private Template name(Value basic, Surroundings around) {
    Optional<Value> name = values.need(basic, "username", "write a text, or an expression");
    name.ifPresent(it -> values.text(it, "username"));
    return name.map(it -> templates.any(it, around)).orElse(Template.of(""));
  }

  private Template confidential(Value scheme, String key, Surroundings around) {
    Optional<Value> value =
        values.need(scheme, key, "take it from a secret: ${ $secrets.name." + key + " }");
    value
        .filter(it -> it.isText() && !it.json().textValue().contains("${"))
        .ifPresent(it -> reading
            .problems()
            .add(
                it,
                "a " + key + " is not written into a definition, where it would be kept; write"
                    + " ${ $secrets.name." + key + " }"));
    return value
        .filter(it -> !it.isText() || it.json().textValue().contains("${"))
        .map(it -> templates.expression(it, key, around))
        .orElse(Template.of(""));
  }
}
