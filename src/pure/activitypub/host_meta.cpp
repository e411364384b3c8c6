#include "pure/activitypub/host_meta.h"

#include "pure/activitypub/limits.h"
#include "pure/text/ascii.h"

namespace ekiben::activitypub {
namespace {

constexpr std::size_t kMaxXrdBytes = 64 * 1024;

/// The five entities of XML; anything else that begins with '&' makes the value unusable.
std::optional<std::string> unescape(std::string_view value) {
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    if (value[at] != '&') {
      out += value[at++];
      continue;
    }
    struct Entity {
      std::string_view text;
      char character;
    };
    constexpr Entity kEntities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    bool known = false;
    for (const Entity& entity : kEntities) {
      if (value.substr(at).starts_with(entity.text)) {
        out += entity.character;
        at += entity.text.size();
        known = true;
        break;
      }
    }
    if (!known) {
      return std::nullopt;
    }
  }
  return out;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

struct LinkTag {
  std::string rel;
  std::string template_text;
};

/// The attributes of a tag, from behind its name to '>'. Nothing when it is malformed.
std::optional<LinkTag> read_attributes(std::string_view text) {
  LinkTag tag;
  std::size_t at = 0;
  while (true) {
    while (at < text.size() && is_space(text[at])) {
      ++at;
    }
    if (at >= text.size()) {
      return std::nullopt;
    }
    if (text[at] == '>' || text[at] == '/') {
      return tag;
    }
    const std::size_t name_start = at;
    while (at < text.size() && text[at] != '=' && text[at] != '>' && !is_space(text[at])) {
      ++at;
    }
    const std::string_view name = text.substr(name_start, at - name_start);
    while (at < text.size() && is_space(text[at])) {
      ++at;
    }
    if (at >= text.size() || text[at] != '=') {
      return std::nullopt;
    }
    ++at;
    while (at < text.size() && is_space(text[at])) {
      ++at;
    }
    if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) {
      return std::nullopt;
    }
    const char quote = text[at++];
    const std::size_t end = text.find(quote, at);
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    const auto value = unescape(text.substr(at, end - at));
    at = end + 1;
    if (value && name == "rel") {
      tag.rel = *value;
    } else if (value && name == "template") {
      tag.template_text = *value;
    }
  }
}

} // namespace

std::string write_host_meta(std::string_view base_url) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n  <Link rel=\"lrdd\" "
         "type=\"application/jrd+json\" template=\"" +
         std::string(base_url) + "/.well-known/webfinger?resource={uri}\"/>\n</XRD>\n";
}

std::optional<std::string> read_host_meta(std::string_view xrd) {
  if (xrd.size() > kMaxXrdBytes) {
    return std::nullopt;
  }
  for (std::size_t at = xrd.find('<'); at != std::string_view::npos; at = xrd.find('<', at)) {
    std::string_view rest = xrd.substr(at);
    if (rest.starts_with("<!--")) {
      const std::size_t end = xrd.find("-->", at);
      if (end == std::string_view::npos) {
        return std::nullopt;
      }
      at = end;
      continue;
    }
    if (rest.starts_with("<!")) {
      return std::nullopt;
    }
    ++at;
    // A prefix is allowed: <xrd:Link ...>.
    std::size_t name_end = 1;
    while (name_end < rest.size() && (text::is_alphanumeric(rest[name_end]) || rest[name_end] == ':')) {
      ++name_end;
    }
    const std::string_view name = rest.substr(1, name_end - 1);
    if (name != "Link" && !name.ends_with(":Link")) {
      continue;
    }
    const auto link = read_attributes(rest.substr(name_end));
    if (link && link->rel == "lrdd" && link->template_text.size() <= kMaxIdBytes &&
        link->template_text.find("{uri}") != std::string::npos) {
      return link->template_text;
    }
  }
  return std::nullopt;
}

} // namespace ekiben::activitypub
