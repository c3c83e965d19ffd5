package dev.carillon.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.access.Caller;
import dev.carillon.access.Role;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** What a wish to roll the keys must say; nothing here comes so far that a key is rolled. */
class KeysResourceTest {
  private final KeysResource keys = new KeysResource(null, new ObjectMapper());
  private final ContainerRequestContext request = (ContainerRequestContext) Proxy.newProxyInstance(
      getClass().getClassLoader(),
      new Class<?>[] {ContainerRequestContext.class},
      (proxy, method, arguments) -> new Caller("somebody", Role.ADMIN));

  private void roll(String body) {
    keys.roll(request, body.getBytes(UTF_8));
  }

  @Test
  void aMemberThatIsNotKnownIsRefusedAndNotPassedOver() {
    assertThatThrownBy(() -> roll("{\"confirm\":true,\"forse\":true}"))
        .isInstanceOfSatisfying(
            InvalidParameterException.class, it -> assertThat(it.parameter()).isEqualTo("forse"))
        .hasMessageContaining("there are confirm, force");
  }

  @Test
  void withoutItsConfirmationNothingIsRolled() {
    for (String body : new String[] {"", "{}", "{\"confirm\":\"true\"}", "{\"force\":true}"}) {
      assertThatThrownBy(() -> roll(body)).isInstanceOf(InvalidBodyException.class);
    }
  }
}
