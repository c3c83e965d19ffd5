/**
 * When something is due: cron expressions as QStash reads them, their due times in a zone, and both
 * in words. Pure values, safe to share between threads.
 */
package dev.carillon.cron;
