package dev.carillon.guard;

import dev.carillon.access.Caller;
import dev.carillon.access.Session;
import dev.carillon.access.SignIn;
import dev.carillon.access.TooManySignInsException;
import dev.carillon.running.StoreUnavailableException;
import dev.carillon.signature.PublicUrls;
import dev.carillon.signature.SignedRequest;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in who is signed in, who bears a token, who was let in by a signature before, and everybody to
 * what is open. Whoever comes behind finds the {@link Caller} in the attribute {@link
 * Caller#ATTRIBUTE}; for open routes and signed requests there is none.
 *
 * <p>Stands behind the {@link SignatureFilter}: it is the signature that opens a signed route, and
 * not its path.
 */
public final class AccessFilter implements Filter {
  /** The header that our own pages send with whatever changes something; no form can send it. */
  public static final String OUR_HEADER = "X-Carillon";

  private static final String OUR_VALUE = "1";
  private static final String BEARER = "bearer ";
  private static final int MOST_COOKIES = 4;
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final SignIn signIn;
  private final Origins origins;

  /** Takes who knows the callers, and the URLs whose pages are ours. */
  public AccessFilter(SignIn signIn, PublicUrls urls) {
    this.signIn = signIn;
    this.origins = new Origins(urls);
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) any;
    var response = (HttpServletResponse) answer;
    if (isSigned(request)) {
      chain.doFilter(request, response);
    } else if (OpenRoutes.includes(request.getMethod(), RequestPath.of(request))) {
      open(request, response, chain);
    } else {
      close(request, response, chain);
    }
  }

  private static boolean isSigned(HttpServletRequest request) {
    return request.getAttribute(SignedRequest.ATTRIBUTE) != null;
  }

  /** Signing in is open, but not to other people's pages: they would sign a visitor in as them. */
  private void open(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isSafe(request) || origins.isOurs(request)) {
      request.setAttribute(SignIn.ADDRESS, request.getRemoteAddr());
      chain.doFilter(request, response);
    } else {
      Unread.answer(Problem.FORBIDDEN_ORIGIN, request, response);
    }
  }

  private void close(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      Optional<String> token = bearerToken(request);
      Optional<Caller> caller = token.isPresent()
          ? signIn.bearing(token.get(), request.getRemoteAddr())
          : signedIn(request);
      if (caller.isEmpty()) {
        Unread.answer(Problem.UNAUTHORIZED, request, response);
      } else if (token.isEmpty() && !isFromOurPages(request)) {
        Unread.answer(Problem.FORBIDDEN_ORIGIN, request, response);
      } else {
        request.setAttribute(Caller.ATTRIBUTE, caller.get());
        chain.doFilter(request, response);
      }
    } catch (StoreUnavailableException away) {
      Unread.answer(Problem.STORE_UNAVAILABLE, request, response);
    } catch (TooManySignInsException tooMany) {
      response.setHeader("Retry-After", Long.toString(tooMany.retryAfterSeconds()));
      Unread.answer(Problem.TOO_MANY_SIGN_INS, request, response);
    }
  }

  private static Optional<String> bearerToken(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Authorization"))
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private Optional<Caller> signedIn(HttpServletRequest request) {
    Optional<Session> session = sessionOf(request);
    session.ifPresent(it -> request.setAttribute(Session.KEY_ATTRIBUTE, it.key()));
    return session.map(Session::caller);
  }

  /** A browser may send two of our cookies, for two paths; one that is good is enough. */
  private Optional<Session> sessionOf(HttpServletRequest request) {
    return Optional.ofNullable(request.getCookies()).stream()
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(Session.COOKIE))
        .limit(MOST_COOKIES)
        .map(Cookie::getValue)
        .flatMap(secret -> signIn.sessionOf(secret).stream())
        .findFirst();
  }

  /** The browser adds the cookie to whatever any page sends, so more is asked for than the cookie. */
  private boolean isFromOurPages(HttpServletRequest request) {
    return isSafe(request)
        || (OUR_VALUE.equals(request.getHeader(OUR_HEADER)) && origins.isOurs(request));
  }

  private static boolean isSafe(HttpServletRequest request) {
    return SAFE.contains(request.getMethod());
  }
}
