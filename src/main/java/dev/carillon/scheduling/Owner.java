package dev.carillon.scheduling;

import dev.carillon.schedule.ScheduleId;
import dev.carillon.scheduling.ScheduleEngine.Found;
import dev.carillon.signature.PublicUrls;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whose a schedule is. Ours bears a name in our namespace, says that this installation made it, and
 * calls one of our public URLs, present or former. Immutable.
 */
public final class Owner {
  /** Why a schedule in our namespace is not ours. */
  enum Stranger {
    OTHER_INSTALLATION,
    NO_INSTALLATION,
    OTHER_DESTINATION
  }

  private final String installation;
  private final PublicUrls urls;

  /** Takes our installation, and our public URLs, present and former. */
  public Owner(String installation, Collection<String> urls) {
    this.installation = installation;
    this.urls = new PublicUrls(List.copyOf(urls));
  }

  /** Returns why it is not ours, or empty if it is; it bears a name in our namespace. */
  Optional<Stranger> stranger(Found found) {
    if (found.installation().isEmpty()) {
      return Optional.of(Stranger.NO_INSTALLATION);
    }
    if (!found.installation().get().equals(installation)) {
      return Optional.of(Stranger.OTHER_INSTALLATION);
    }
    return callsUs(found.destination())
        ? Optional.empty()
        : Optional.of(Stranger.OTHER_DESTINATION);
  }

  /**
   * Returns which of our schedules it is if it bears a name of another namespace; empty if it is none
   * of ours. Its body says who made it, and by which name: a copy that somebody made of it has
   * another.
   */
  Optional<ScheduleId> formerly(Found found) {
    String name = found.facts().getOrDefault("scheduleId", "");
    int dot = name.indexOf('.');
    return found.id().isEmpty()
            && dot > 0
            && name.equals(found.name())
            && stranger(found).isEmpty()
        ? id(name.substring(dot + 1))
        : Optional.empty();
  }

  private static Optional<ScheduleId> id(String text) {
    try {
      return Optional.of(new ScheduleId(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Tells whether a destination is under one of our public URLs. */
  boolean callsUs(String destination) {
    return path(destination).isPresent();
  }

  /** Returns what stands behind our public URL in a destination, if it is under one. */
  Optional<String> path(String destination) {
    return urls.below(destination);
  }
}
