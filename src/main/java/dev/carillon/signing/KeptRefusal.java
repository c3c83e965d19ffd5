package dev.carillon.signing;

import dev.carillon.signature.RefusedDelivery;
import java.time.Instant;
import java.util.Optional;

/**
 * A refusal as it is kept; what came again within the hour is counted on it.
 *
 * @param id grows with the order of their coming
 * @param firstAt when it came first
 * @param count how often it came
 * @param last as it came last
 * @param workflow the one that its route names; from outside, there may be none of that id
 */
public record KeptRefusal(
    long id, Instant firstAt, int count, RefusedDelivery last, Optional<String> workflow) {}
