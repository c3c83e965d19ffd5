package dev.carillon.authoring;

/** Where a workflow comes from: who may change it. */
public enum Origin {
  /** Somebody wrote it, here or through the API. */
  EDITOR("it was written by hand; remove it, or give the job another id"),
  /** Java code makes it at each start. */
  CODE("it is made by Java code: change the code, or override its schedule with an activation"),
  /** Java code made it, which was gone at the last start. */
  LOST_CODE("it was made by Java code that is gone: put its jar back into WEB-INF/lib and start"
      + " again, or remove the workflow");

  private final String advice;

  Origin(String advice) {
    this.advice = advice;
  }

  /** Tells whether what comes from here may take the place of what came from there. */
  public boolean mayFollow(Origin before) {
    return this == before || this == CODE && before == LOST_CODE;
  }

  /** Returns why others cannot change it and what to do instead, for people. */
  String advice() {
    return advice;
  }
}
