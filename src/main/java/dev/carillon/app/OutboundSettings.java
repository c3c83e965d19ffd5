package dev.carillon.app;

import dev.carillon.calls.CallLimits;
import dev.carillon.calls.HttpProxy;
import java.util.List;
import java.util.Optional;

/**
 * What HTTP tasks may do.
 *
 * @param any whether they may reach private addresses too
 * @param allow hosts and CIDR blocks they may reach in any case
 * @param proxy what all of their calls go by; empty if they go straight
 * @param limits how much a call may take
 */
record OutboundSettings(
    boolean any, List<String> allow, Optional<HttpProxy> proxy, CallLimits limits) {
  OutboundSettings {
    allow = List.copyOf(allow);
  }
}
