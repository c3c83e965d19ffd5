package dev.carillon.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.SecretBytes;
import dev.carillon.secrets.Sealed;
import dev.carillon.secrets.Sealing;
import dev.carillon.workflow.SecretName;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Seals with AES-256-GCM of Google Tink. The secret's name is the associated data, so what was
 * sealed for one name cannot be passed off as another's. Keys are derived from texts by HKDF
 * (RFC 5869). Nothing is derived before the first call. May be shared by threads.
 */
public final class TinkSealing implements Sealing, AutoCloseable {
  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;
  private static final String KEY_INFO = "carillon secrets: key";
  private static final String ID_INFO = "carillon secrets: id";

  private final List<String> keys;
  private final OwnThread thread = new OwnThread();
  private Map<String, Aead> derived = Map.of();

  /**
   * Takes the keys.
   *
   * @param keys at least one text that cannot be guessed; the first one encrypts, all decrypt
   */
  public TinkSealing(List<String> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to seal with without a key");
    }
    this.keys = List.copyOf(keys);
  }

  @Override
  public String keyId() {
    return thread.call(() -> derived().keySet().iterator().next());
  }

  @Override
  public Set<String> keyIds() {
    return thread.call(() -> Set.copyOf(derived().keySet()));
  }

  @Override
  public Sealed seal(SecretName name, String text) {
    return thread.call(() -> {
      Map.Entry<String, Aead> first = derived().entrySet().iterator().next();
      byte[] sealed = first.getValue().encrypt(text.getBytes(UTF_8), data(name));
      return new Sealed(first.getKey(), Base64.getEncoder().encodeToString(sealed));
    });
  }

  @Override
  public Optional<String> open(SecretName name, Sealed sealed) {
    return thread.call(() -> {
      Aead aead = derived().get(sealed.keyId());
      return aead == null ? Optional.empty() : opened(aead, name, sealed);
    });
  }

  private static Optional<String> opened(Aead aead, SecretName name, Sealed sealed) {
    try {
      byte[] bytes = Base64.getDecoder().decode(sealed.text());
      return Optional.of(new String(aead.decrypt(bytes, data(name)), UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException tampered) {
      return Optional.empty();
    }
  }

  private static byte[] data(SecretName name) {
    return name.value().getBytes(UTF_8);
  }

  private Map<String, Aead> derived() throws GeneralSecurityException {
    if (derived.isEmpty()) {
      Map<String, Aead> all = new LinkedHashMap<>();
      for (String key : keys) {
        byte[] id = derive(key, ID_INFO, ID_BYTES);
        all.putIfAbsent(HexFormat.of().formatHex(id), aead(key, id));
      }
      derived = all;
    }
    return derived;
  }

  @AccessesPartialKey
  private static Aead aead(String key, byte[] id) throws GeneralSecurityException {
    AesGcmParameters parameters = AesGcmParameters.builder()
        .setKeySizeBytes(KEY_BYTES)
        .setIvSizeBytes(12)
        .setTagSizeBytes(16)
        .setVariant(AesGcmParameters.Variant.TINK)
        .build();
    return AesGcmJce.create(AesGcmKey.builder()
        .setParameters(parameters)
        .setKeyBytes(
            SecretBytes.copyFrom(derive(key, KEY_INFO, KEY_BYTES), InsecureSecretKeyAccess.get()))
        .setIdRequirement(ByteBuffer.wrap(id).getInt())
        .build());
  }

  private static byte[] derive(String key, String info, int bytes) throws GeneralSecurityException {
    return Hkdf.computeHkdf(
        "HmacSha256", key.getBytes(UTF_8), new byte[0], info.getBytes(UTF_8), bytes);
  }

  /** Ends the thread. A second call does nothing; later calls fail. */
  @Override
  public void close() {
    thread.end();
  }

  @Override
  public String toString() {
    return "***";
  }
}
