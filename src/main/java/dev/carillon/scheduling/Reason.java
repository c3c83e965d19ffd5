package dev.carillon.scheduling;

import java.util.Locale;

/** Why a line stands in the plan. */
public enum Reason {
  /** The engine was never given it. */
  NOT_HELD("the engine does not hold it yet"),
  /** It was given to another account, or to a dev server that has forgotten it. */
  OTHER_ACCOUNT("this account of QStash, or this start of its dev server, was never given it"),
  /** It, or a setting that it depends on, was changed here. */
  CHANGED_HERE("it was changed here"),
  /** The engine rings what is paused here. */
  PAUSE_LOST("it is paused here, and the engine rings it"),
  /** Its pause is over. */
  PAUSE_ENDED("its pause has ended"),
  /** It was switched off here. */
  DEACTIVATED("it was switched off here"),
  /** Another engine rings it now. */
  MOVED("the other engine rings it now"),
  /** It bears a name of another namespace, which was ours before. */
  RENAMED("CARILLON_NAMESPACE was changed, and with it the name"),
  /** Somebody did it in the Upstash console. */
  CONSOLE("somebody did so in the Upstash console"),
  /** Another installation made it. */
  OTHER_INSTALLATION("another installation made it"),
  /** It does not say which installation made it. */
  NO_INSTALLATION("it does not say that this installation made it"),
  /** It calls somebody else. */
  OTHER_DESTINATION("it calls an address that was never ours"),
  /** It holds a later wording than our database knows. */
  NEWER_REVISION("it is newer than our database, which may be an old backup"),
  /** Our database knows nothing of it. */
  NOT_RECORDED("our database knows nothing of it, and may be an old backup"),
  /** Somebody made it under another name, and it calls us. */
  MADE_BY_HAND("somebody made it by hand, and it calls us");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** Returns it in words. */
  public String sentence() {
    return sentence;
  }

  /** Returns the word that it has in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Reason of(Owner.Stranger stranger) {
    return valueOf(stranger.name());
  }
}
