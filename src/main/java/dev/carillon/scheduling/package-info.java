/** Switching schedules on and off, and the ports to the engines that ring them. */
package dev.carillon.scheduling;
