// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.fetch.Checksum;
import studio.bonsai.engine.fetch.Http;
import studio.bonsai.engine.fetch.HttpFailure;
import studio.bonsai.engine.fetch.Patience;

/**
 * A server that speaks as Hugging Face's hub: {@code /api/models/ID/revision/main} tells the
 * commit, {@code /api/models/ID/tree/COMMIT} its files with their checksums.
 *
 * @param server scheme and host, perhaps with a path before the hub's own
 * @param known whether it is told a token
 */
record Hub(URI server, Http http, Patience patience, boolean known) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; *rel=\"next\"");
  private static final int MOST_PAGES = 50;
  private static final String MAIN = "main";

  /** An answer and where the rest of it is. */
  private record Page(String text, Optional<URI> next) {}

  /**
   * @param id owner/name
   * @throws EngineException when it is not there, not for everybody, or nobody answers
   */
  HubListing list(String id, CancelToken cancel) {
    String models = server + "/api/models/" + id;
    JsonNode model = json(id, ask(id, URI.create(models + "/revision/" + MAIN), cancel).text());
    String revision = model.path("sha").asText("");
    if (!revision.matches("[0-9a-f]{40}")) {
      throw strange(id);
    }
    List<HubFile> files = new ArrayList<>();
    URI tree = URI.create(models + "/tree/" + revision + "?recursive=true");
    Optional<URI> next = Optional.of(tree);
    for (int i = 0; i < MOST_PAGES && next.isPresent(); i++) {
      Page page = ask(id, next.get(), cancel);
      json(id, page.text()).forEach(node -> file(id, node).ifPresent(files::add));
      next = page.next().filter(url -> url.getAuthority().equals(tree.getAuthority()));
    }
    return new HubListing(id, revision, files);
  }

  /** Where a file can be fetched. */
  URI url(HubListing listing, HubFile file) {
    String path =
        Stream.of(file.path().split("/"))
            .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    return URI.create(server + "/" + listing.hub() + "/resolve/" + listing.revision() + "/" + path);
  }

  private Page ask(String id, URI url, CancelToken cancel) {
    AtomicReference<Page> page = new AtomicReference<>();
    try {
      patience.run(() -> page.set(page(url, cancel)), wait -> {}, cancel);
      return page.get();
    } catch (HttpFailure e) {
      throw inWords(id, e);
    }
  }

  private Page page(URI url, CancelToken cancel) {
    return http.get(
        url,
        Map.of(),
        cancel,
        answer -> {
          Matcher link = NEXT.matcher(answer.header("Link").orElse(""));
          Optional<URI> next =
              link.find() ? Optional.of(url.resolve(link.group(1))) : Optional.empty();
          return new Page(Http.text(answer), next);
        });
  }

  private JsonNode json(String id, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw strange(id);
    }
  }

  private EngineException strange(String id) {
    return new EngineException(
        server
            + " does not answer as a hub would when asked for "
            + id
            + ": a portal or a filter may be in between, or the mirror's address is wrong.");
  }

  /** Folders are none. */
  private Optional<HubFile> file(String id, JsonNode node) {
    if (!node.path("type").asText().equals("file")) {
      return Optional.empty();
    }
    JsonNode lfs = node.path("lfs");
    try {
      Checksum checksum =
          lfs.isObject()
              ? new Checksum(Checksum.Kind.SHA256, lfs.path("oid").asText())
              : new Checksum(Checksum.Kind.GIT_BLOB, node.path("oid").asText());
      long size = (lfs.isObject() ? lfs : node).path("size").asLong(-1);
      return Optional.of(new HubFile(node.path("path").asText(), size, checksum));
    } catch (IllegalArgumentException e) {
      throw strange(id);
    }
  }

  /** Whether another hub is worth a question: this one does not have the model. */
  static boolean isMissing(HttpFailure e) {
    return e.status().orElse(0) == 404
        || (e.status().orElse(0) == 401 && !e.code().equals("GatedRepo"));
  }

  /** What to do about a refusal. */
  EngineException inWords(String id, HttpFailure e) {
    boolean gated = e.code().equals("GatedRepo");
    String page = server + "/" + id;
    return switch (e.status().orElse(0)) {
      case 401 ->
          new EngineException(
              known
                  ? server
                      + " does not accept the token for "
                      + id
                      + ". Make a new one at "
                      + server
                      + "/settings/tokens and put it into the settings."
                  : id
                      + " is not for everybody, or not there. If you have an account: make a"
                      + " token at "
                      + server
                      + "/settings/tokens and put it into the settings.",
              e);
      case 403 ->
          new EngineException(
              (gated ? id + " is handed out on request" : server + " does not hand out " + id)
                  + ": open "
                  + page
                  + " in a browser, accept its terms there with the account that the token is of,"
                  + " and try again.",
              e);
      case 404 ->
          new EngineException(
              id + " is not on " + server + " (any more). Try a mirror, or another model.", e);
      default -> e;
    };
  }
}
