package dev.carillon.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource's method that changes something: what it did, if it did it, is written to the audit
 * log by {@link AuditFeature}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Audited {
  /** What it does: {@code schedule.activate}. */
  String value();

  /**
   * What kind of thing the path's {@code id} names; {@link AuditFeature} knows how to look at it
   * before and after.
   */
  String of();

  /** Whether the answer tells the state afterwards; only where it holds no secret. */
  boolean answer() default false;
}
