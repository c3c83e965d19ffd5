/** Standing up jobs in code: as workflows, with a schedule, a route and a health of their own. */
package dev.carillon.employing;
