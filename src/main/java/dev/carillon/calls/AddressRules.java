package dev.carillon.calls;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which addresses the HTTP tasks may reach: the settings {@code CARILLON_OUTBOUND} and {@code
 * CARILLON_OUTBOUND_ALLOW}. Only judges; asks no name server and opens nothing. Never changes, so
 * threads may share it.
 */
public final class AddressRules {
  /**
   * Ports at which other protocols live that can be talked into something by an HTTP request: the
   * bad ports of the Fetch Standard, section "port blocking".
   */
  private static final List<Integer> OTHER_PROTOCOLS = Stream.concat(
          Stream.of(
              1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95,
              101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161,
              179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563,
              587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
              5061, 6000, 6566, 6679, 6697, 10080),
          IntStream.rangeClosed(6665, 6669).boxed())
      .toList();

  private final boolean any;
  private final List<AllowedPlace> allowed;

  private AddressRules(boolean any, List<AllowedPlace> allowed) {
    this.any = any;
    this.allowed = allowed;
  }

  /** Lets every address and port through, loopback included: for development on a laptop. */
  public static AddressRules any() {
    return new AddressRules(true, List.of());
  }

  /**
   * Lets through what is public, and what is allowed by name, address or block.
   *
   * @param allowed entries such as {@code intranet.example}, {@code *.svc.example:8080}, {@code
   *     10.1.0.0/16}, {@code [fd00::1]:8080}; a host that is allowed by name is allowed wherever its
   *     name leads
   * @throws IllegalArgumentException if an entry cannot be read; the message names it
   */
  public static AddressRules publicAnd(List<String> allowed) {
    return new AddressRules(false, allowed.stream().map(AllowedPlace::of).toList());
  }

  /**
   * Finds the reason why a host may not be called at this address.
   *
   * @param host its name in the spelling of {@link HostName}, or its address as text
   * @return such as {@code "a private address (RFC 1918)"}; empty if it may be called
   */
  Optional<String> objection(String host, int port, InetAddress address) {
    if (any || allowed.stream().anyMatch(place -> place.holds(host, port, address))) {
      return Optional.empty();
    }
    return SpecialRange.meaningOf(address)
        .or(() -> OTHER_PROTOCOLS.contains(port) ? notHttp(port) : Optional.empty());
  }

  private static Optional<String> notHttp(int port) {
    return Optional.of("a port of another protocol (" + port + ", Fetch Standard)");
  }
}
