/** What things cost, as ratios within one run. Never asserted: machines differ. */
package dev.carillon.bench;
