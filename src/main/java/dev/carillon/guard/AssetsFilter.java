package dev.carillon.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Lets browsers keep the dashboard's files without asking again. The page refers to ours by addresses
 * that change with their contents; what stands there is the container's to send, as at the plain
 * addresses. Stands behind the {@link HeadersFilter}, which says how long anything else is kept.
 */
public final class AssetsFilter implements Filter {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final Set<String> PAGES = Set.of("/", ImportMap.PAGE);

  private Assets assets;
  private Optional<FrontPage> page;

  /** It needs nothing but what is deployed. */
  public AssetsFilter() {}

  /** Reads the deployed page and files, once. */
  @Override
  public void init(FilterConfig config) throws ServletException {
    var context = config.getServletContext();
    try (InputStream html = context.getResourceAsStream(ImportMap.PAGE)) {
      assets = Assets.in(context);
      page = html == null
          ? Optional.empty()
          : Optional.of(new FrontPage(assets.referredBy(new String(html.readAllBytes(), UTF_8))));
    } catch (IOException broken) {
      throw new ServletException("cannot read the files of the dashboard", broken);
    }
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) any;
    var response = (HttpServletResponse) answer;
    String path = RequestPath.of(request);
    if (!READS.contains(request.getMethod())) {
      chain.doFilter(request, response);
    } else if (page.isPresent() && PAGES.contains(path)) {
      page.get().answer(request, response);
    } else {
      send(path, request, response, chain);
    }
  }

  private void send(
      String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> file = assets.fileAt(path);
    if (assets.isForEver(path)) {
      response.setHeader("Cache-Control", FOR_EVER);
    } else if (file.isPresent()) {
      // If this were kept, it would later be taken for the file of that hash.
      response.setHeader("Cache-Control", "no-store");
    }
    if (file.isPresent()) {
      request.getRequestDispatcher(file.get()).forward(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }
}
