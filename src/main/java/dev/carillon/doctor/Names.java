package dev.carillon.doctor;

import java.util.List;
import java.util.Optional;

/** Finds out where a host's name leads. May block. */
@FunctionalInterface
public interface Names {
  /** Returns the addresses of a host, or none if no name server knows it. */
  List<Place> of(String host);

  /**
   * An address.
   *
   * @param address as text
   * @param objection what keeps it from being a public one: {@code a loopback address (RFC 1122)};
   *     empty if it is public
   */
  record Place(String address, Optional<String> objection) {}
}
