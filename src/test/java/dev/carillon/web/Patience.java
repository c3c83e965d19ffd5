package dev.carillon.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The assertions of Playwright, which wait until what they say is so, but give up at once where a locator finds several
 * elements. A page may be between two states then: here they wait for that, too.
 */
public final class Patience {
  private static final String SEVERAL = "strict mode violation";
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final double PAUSE_MS = 50;

  private Patience() {}

  /** Says something of a page. */
  public static PageAssertions assertThat(Page page) {
    return PlaywrightAssertions.assertThat(page);
  }

  /** Says something of what a locator finds. */
  public static LocatorAssertions assertThat(Locator locator) {
    return patient(locator, PlaywrightAssertions.assertThat(locator));
  }

  private static LocatorAssertions patient(Locator locator, LocatorAssertions plain) {
    return (LocatorAssertions) Proxy.newProxyInstance(
        Patience.class.getClassLoader(),
        new Class<?>[] {LocatorAssertions.class},
        (proxy, method, given) -> {
          Object answer = untilOneIsFound(locator, plain, method, given);
          return answer instanceof LocatorAssertions other ? patient(locator, other) : answer;
        });
  }

  private static Object untilOneIsFound(
      Locator locator, LocatorAssertions plain, Method method, Object[] given) throws Throwable {
    long begun = System.nanoTime();
    while (true) {
      try {
        return method.invoke(plain, given);
      } catch (InvocationTargetException wrong) {
        boolean isOver = System.nanoTime() - begun > PATIENCE_NANOS;
        if (isOver || !String.valueOf(wrong.getCause().getMessage()).contains(SEVERAL)) {
          throw wrong.getCause();
        }
      }
      locator.page().waitForTimeout(PAUSE_MS);
    }
  }
}
