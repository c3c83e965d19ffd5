package dev.carillon.boot;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DoorwayTest {
  @Test
  void aPortThatIsTakenIsNamedWithWhatToSet() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Doorway taken = Doorway.of("127.0.0.1", other.getLocalPort());

      assertThatExceptionOfType(DoorClosedException.class)
          .isThrownBy(taken::tryOut)
          .withMessage(
              "port %d of 127.0.0.1 is taken by another process: set PORT to a free one,"
                  + " or stop that process",
              other.getLocalPort());
    }
  }

  /** From a block that is kept for documents. */
  @Test
  void anAddressOfAnotherMachineIsNamedWithWhatToSet() {
    assertThatExceptionOfType(DoorClosedException.class)
        .isThrownBy(Doorway.of("203.0.113.7", 0)::tryOut)
        .withMessage("203.0.113.7 is no address of this machine: set CARILLON_BIND");
  }
}
