package dev.carillon.calls;

import dev.carillon.doctor.Names;
import java.net.UnknownHostException;
import java.util.List;

/** Looks hosts up as this machine does, and judges the addresses as the gate does. */
public final class SystemNames implements Names {
  private final NameLookup lookup;

  /** Asks the system. */
  public SystemNames() {
    this(NameLookup.system());
  }

  SystemNames(NameLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public List<Place> of(String host) {
    try {
      return lookup.addressesOf(host).stream()
          .map(it -> new Place(it.getHostAddress(), SpecialRange.meaningOf(it)))
          .toList();
    } catch (UnknownHostException nobody) {
      return List.of();
    }
  }
}
