package dev.carillon.calls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for the addresses of a name. It is asked once for a connection, never again after a check. */
@FunctionalInterface
interface NameLookup {
  /**
   * Returns at least one address; may block.
   *
   * @throws UnknownHostException if the name has none
   */
  List<InetAddress> addressesOf(String host) throws UnknownHostException;

  /** Returns the one of the system: hosts file, name servers, and the JVM's cache of them. */
  static NameLookup system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
