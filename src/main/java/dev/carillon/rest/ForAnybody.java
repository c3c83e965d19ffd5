package dev.carillon.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource's method that is no mere read, and that whoever is let in may ask all the same:
 * it changes nothing that others see, or brings a proof of its own. {@link RolesFeature} keeps
 * viewers from all others.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface ForAnybody {}
