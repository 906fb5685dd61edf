// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The way to a server: through the user's own proxy, else through that of the environment
 * (https_proxy, no_proxy), else as the system says. This machine itself is always next door.
 */
public final class Proxies extends ProxySelector {
  private static final String SYSTEM = "java.net.useSystemProxies";

  private final Optional<InetSocketAddress> own;
  private final UnaryOperator<String> environment;

  /**
   * @param own as {@code host:port}; empty for the system's
   * @param environment gives a variable or null
   * @throws IllegalArgumentException when it is no address
   */
  public Proxies(Optional<String> own, UnaryOperator<String> environment) {
    this.own = own.map(Proxies::parse);
    this.environment = environment;
  }

  /**
   * Reads {@code host:port}, with or without {@code http://} before it.
   *
   * @throws IllegalArgumentException when it is no address
   */
  public static InetSocketAddress parse(String text) {
    String clean = text.strip();
    try {
      URI uri = URI.create(clean.contains("://") ? clean : "http://" + clean);
      if (uri.getHost() != null && uri.getPort() > 0 && uri.getScheme().startsWith("http")) {
        return InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort());
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "A proxy is an address as proxy.example.org:3128, got '" + clean + "'.");
  }

  @Override
  public List<Proxy> select(URI url) {
    if (isLocal(url)) {
      return List.of(Proxy.NO_PROXY);
    }
    return own.or(() -> ofEnvironment(url))
        .map(address -> new Proxy(Proxy.Type.HTTP, resolved(address)))
        .map(List::of)
        .orElseGet(() -> ofSystem(url));
  }

  @Override
  public void connectFailed(URI url, SocketAddress address, IOException failure) {
    // The caller hears of it anyway.
  }

  private static InetSocketAddress resolved(InetSocketAddress address) {
    return new InetSocketAddress(address.getHostString(), address.getPort());
  }

  private static boolean isLocal(URI url) {
    return List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
  }

  private Optional<InetSocketAddress> ofEnvironment(URI url) {
    if (isExcepted(url.getHost())) {
      return Optional.empty();
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT) + "_proxy";
    return variable(scheme).or(() -> variable("all_proxy")).flatMap(Proxies::tryParse);
  }

  private static Optional<InetSocketAddress> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isExcepted(String host) {
    return variable("no_proxy").stream()
        .flatMap(list -> Stream.of(list.split(",", -1)))
        .map(String::strip)
        .map(name -> name.startsWith(".") ? name.substring(1) : name)
        .filter(name -> !name.isEmpty())
        .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name))
        .or(() -> Optional.ofNullable(environment.apply(name.toUpperCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  private static List<Proxy> ofSystem(URI url) {
    if (System.getProperty(SYSTEM) == null) {
      System.setProperty(SYSTEM, "true");
    }
    ProxySelector system = ProxySelector.getDefault();
    return system == null ? List.of(Proxy.NO_PROXY) : system.select(url);
  }
}
