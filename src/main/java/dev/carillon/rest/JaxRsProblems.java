package dev.carillon.rest;

/** What JAX-RS itself refuses: no route, another method or type, a parameter of a wrong kind. */
final class JaxRsProblems {
  private JaxRsProblems() {}

  /** Returns what to answer where no more than a status is known. */
  static Problem of(int status) {
    return switch (status) {
      case 404 ->
        Problem.of(404, "not-found", "There is nothing at this address")
            .detail("the routes stand in the page about the API");
      case 405 ->
        Problem.of(405, "method-not-allowed", "This method does not work here")
            .detail("the header Allow names those that do");
      case 406 ->
        Problem.of(406, "not-acceptable", "It cannot be had in this media type")
            .detail("the header Accept must let application/json pass, or what this route answers");
      case 413 ->
        Problem.of(413, "too-large", "The body is too large")
            .detail("this route takes no body of this size");
      case 415 ->
        Problem.of(415, "unsupported-media-type", "This media type is not taken here")
            .detail(
                "send a Content-Type of application/json, or application/yaml for a definition");
      default -> other(status);
    };
  }

  private static Problem other(int status) {
    return status < 500
        ? Problem.of(status, "bad-request", "The request cannot be understood")
            .detail("the address, a header or a parameter is not as it has to be")
        : Problem.of(status, "internal", "Something broke here")
            .detail("it is no fault of yours; the log of the server tells more");
  }
}
