package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.Packing;
import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.function.Function;
import dev.carillon.function.Invocation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
  private record Named(String name) implements Function {
    @Override
    public JsonNode call(Invocation invocation) {
      return invocation.input();
    }
  }

  private static Map<String, Function> all(Function... ours) {
    return Functions.all(ClassLoader.getPlatformClassLoader(), ours);
  }

  @Test
  void oursAreThereBesideLog() {
    assertThat(all(new Packing(), new Named("a-1"))).containsOnlyKeys("a-1", "log", "pack");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "two words", "-a", "a-", "a.b", "é"})
  void aFunctionWithoutANameThatCouldBeCalledIsRefused(String name) {
    assertThatThrownBy(() -> all(new Named(name)))
        .isInstanceOf(RefusedSettingsException.class)
        .hasMessageContainingAll("FunctionsTest$Named", "letters, digits and inner hyphens");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "grpc", "openapi", "asyncapi", "a2a", "mcp"})
  void aFunctionDoesNotStandInForAKindOfCall(String name) {
    assertThatThrownBy(() -> all(new Named(name)))
        .hasMessageContainingAll("\"" + name + "\"", "give it another name");
  }

  @Test
  void ofTwoWithOneNameBothAreTold() {
    assertThatThrownBy(() -> all(new Named("log"), new Named("pack"), new Packing()))
        .hasMessageContainingAll(
            "two functions are called \"log\"", "dev.carillon.running.LogFunction",
            "two functions are called \"pack\"", "com.example.shop.Packing");
  }
}
