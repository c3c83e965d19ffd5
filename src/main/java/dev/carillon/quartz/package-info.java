/**
 * The local engine: Quartz, with its tables in our database and our own cron. The only room that
 * knows {@code org.quartz}; one comes in by {@link dev.carillon.quartz.LocalEngine}.
 */
package dev.carillon.quartz;
