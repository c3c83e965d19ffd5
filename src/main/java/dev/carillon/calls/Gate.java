package dev.carillon.calls;

import dev.carillon.running.CallRefusedException;
import dev.carillon.running.CallRefusedException.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Turns a target into the addresses that may be connected to. Names and literals pass the same
 * rules; what comes out are addresses, so that nobody asks for the name again and gets another
 * answer (DNS rebinding).
 */
final class Gate {
  private final AddressRules rules;
  private final NameLookup lookup;

  Gate(AddressRules rules, NameLookup lookup) {
    this.rules = rules;
    this.lookup = lookup;
  }

  /**
   * Looks the host up, once, and judges all that was found.
   *
   * @return in the order of the answer, never empty
   * @throws CallRefusedException if a single one is not allowed: a name that leads both inside and
   *     outside is either a mistake or an attack
   * @throws UnknownHostException if the name has no address
   */
  List<InetAddress> open(Target target) throws UnknownHostException {
    List<InetAddress> found = target.literal().isPresent()
        ? List.of(target.literal().get())
        : List.copyOf(lookup.addressesOf(target.host()));
    if (found.isEmpty()) {
      throw new UnknownHostException(target.host());
    }
    found.forEach(address -> judge(target, address));
    return found;
  }

  private void judge(Target target, InetAddress address) {
    rules.objection(target.host(), target.port(), address).ifPresent(what -> {
      throw new CallRefusedException(Reason.ADDRESS, message(target, what));
    });
  }

  /** Names no address that the author did not write: where an inner name leads is not theirs. */
  private static String message(Target target, String what) {
    String verb = target.literal().isPresent() ? " is " : " leads to ";
    return target.host()
        + verb
        + what
        + ", which tasks may not reach under CARILLON_OUTBOUND=public;"
        + " CARILLON_OUTBOUND_ALLOW can allow hosts and blocks of addresses";
  }
}
