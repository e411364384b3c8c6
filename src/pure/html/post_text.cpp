#include "pure/html/post_text.h"

#include "pure/html/link_finder.h"
#include "pure/text/hashtag.h"
#include "pure/text/percent.h"

#include <algorithm>
#include <cmark.h>
#include <memory>

namespace ekiben::html {
namespace {

constexpr std::size_t kMaxParts = 50;

std::string lowered(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

/// Code keeps its bytes, backslashes included; then nothing is escaped before Markdown reads it, at the price that "_" in a bare URL may
/// become emphasis.
bool may_hold_code(std::string_view source) {
  return source.find('`') != std::string_view::npos || source.find("~~~") != std::string_view::npos ||
         source.find("    ") != std::string_view::npos || source.find('\t') != std::string_view::npos;
}

/// Markdown must not see the punctuation inside URLs, mentions and tags ("a_b_c"), nor a '#' or '@' that begins a line as anything of its
/// own.
std::string protect_links(std::string_view source) {
  std::string out;
  std::size_t done = 0;
  for (const auto& link : find_links(source)) {
    out.append(source.substr(done, link.at - done));
    const bool autolink = link.at > 0 && source[link.at - 1] == '<';
    for (const char c : source.substr(link.at, link.length)) {
      if (!autolink && std::string_view("\\`*_{}[]()#+!~&|<>").find(c) != std::string_view::npos) {
        out.push_back('\\');
      }
      out.push_back(c);
    }
    done = link.at + link.length;
  }
  out.append(source.substr(done));
  return out;
}

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

std::string_view view_of(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

class Renderer {
public:
  explicit Renderer(const PostLinks& links) : links_(links) {}

  void visit(cmark_event_type event, cmark_node* node) {
    const bool enter = event == CMARK_EVENT_ENTER;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
      paragraph(enter, node);
      break;
    case CMARK_NODE_HEADING:
      tag(enter, cmark_node_get_heading_level(node) <= 2 ? "h2" : "h3");
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      tag(enter, "blockquote");
      break;
    case CMARK_NODE_LIST:
      tag(enter, cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "ol" : "ul");
      break;
    case CMARK_NODE_ITEM:
      tag(enter, "li");
      break;
    case CMARK_NODE_CODE_BLOCK:
      out_ += "<pre><code>";
      plain(view_of(cmark_node_get_literal(node)));
      out_ += "</code></pre>";
      break;
    case CMARK_NODE_HTML_BLOCK:
      out_ += "<p>";
      lines(view_of(cmark_node_get_literal(node)));
      out_ += "</p>";
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      out_ += "<p>―</p>"; // hr is not kept by peers
      break;
    case CMARK_NODE_TEXT:
      in_link_ > 0 ? plain(view_of(cmark_node_get_literal(node))) : linked(view_of(cmark_node_get_literal(node)));
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      out_ += "<br>";
      break;
    case CMARK_NODE_CODE:
      out_ += "<code>";
      plain(view_of(cmark_node_get_literal(node)));
      out_ += "</code>";
      break;
    case CMARK_NODE_HTML_INLINE:
      plain(view_of(cmark_node_get_literal(node)));
      break;
    case CMARK_NODE_EMPH:
      tag(enter, "em");
      break;
    case CMARK_NODE_STRONG:
      tag(enter, "strong");
      break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      link(enter, view_of(cmark_node_get_url(node)));
      break;
    default:
      break;
    }
  }

  std::string take() { return std::move(out_); }

private:
  void plain(std::string_view text) { out_ += escape(text).text(); }

  void tag(bool enter, std::string_view name) { out_.append(enter ? "<" : "</").append(name).append(">"); }

  /// A tight list's items hold their text directly.
  void paragraph(bool enter, cmark_node* node) {
    cmark_node* const item = cmark_node_parent(node);
    cmark_node* const list = item == nullptr ? nullptr : cmark_node_parent(item);
    if (list != nullptr && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0) {
      return;
    }
    tag(enter, "p");
  }

  void lines(std::string_view text) {
    while (text.ends_with('\n')) {
      text.remove_suffix(1);
    }
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      plain(text.substr(0, end));
      out_ += "<br>";
      text.remove_prefix(end + 1);
    }
    plain(text);
  }

  void link(bool enter, std::string_view url) {
    if (leading_url(url) != url || url.empty()) {
      return; // neither http nor https, or broken: its text stays
    }
    if (enter) {
      if (in_link_++ == 0) {
        open_link(url, "");
      }
    } else if (--in_link_ == 0) {
      out_ += "</a>";
    }
  }

  void open_link(std::string_view url, std::string_view attributes) {
    out_ += "<a href=\"";
    plain(url);
    out_.append("\"").append(attributes).append(" rel=\"nofollow noopener\" target=\"_blank\">");
  }

  void linked(std::string_view text) {
    std::size_t done = 0;
    for (const auto& found : find_links(text)) {
      plain(text.substr(done, found.at - done));
      const auto part = text.substr(found.at, found.length);
      switch (found.kind) {
      case LinkKind::url:
        bare_url(part);
        break;
      case LinkKind::mention:
        mention(part);
        break;
      case LinkKind::hashtag:
        hashtag(part);
        break;
      }
      done = found.at + found.length;
    }
    plain(text.substr(done));
  }

  /// Item 84: the scheme and a long tail are there for copying and hidden by style.
  void bare_url(std::string_view url) {
    constexpr std::size_t kVisible = 30;
    const auto scheme_end = url.find("//") + 2;
    const auto rest = url.substr(scheme_end);
    std::size_t shown = std::min(rest.size(), kVisible);
    while (shown < rest.size() && (static_cast<unsigned char>(rest[shown]) & 0xC0U) == 0x80U) {
      shown++;
    }
    open_link(url, " translate=\"no\"");
    out_ += "<span class=\"invisible\">";
    plain(url.substr(0, scheme_end));
    out_ += shown < rest.size() ? "</span><span class=\"ellipsis\">" : "</span><span>";
    plain(rest.substr(0, shown));
    out_ += "</span><span class=\"invisible\">";
    plain(rest.substr(shown));
    out_ += "</span></a>";
  }

  /// Item 82.
  void mention(std::string_view part) {
    const auto handle = lowered(part.substr(1));
    const auto target = std::ranges::find(links_.mentions, handle, &MentionTarget::handle);
    if (target == links_.mentions.end()) {
      plain(part);
      return;
    }
    out_ += "<span class=\"h-card\" translate=\"no\"><a href=\"";
    plain(target->profile_url);
    out_ += "\" class=\"u-url mention\">@<span>";
    plain(part.substr(1, part.find('@', 1) - 1));
    out_ += "</span></a></span>";
  }

  /// Item 83.
  void hashtag(std::string_view part) {
    out_ += "<a href=\"";
    plain(links_.tag_url_prefix + text::percent_encode(text::normalize_hashtag(part)));
    out_ += "\" class=\"mention hashtag\" rel=\"tag\">#<span>";
    plain(part.substr(1));
    out_ += "</span></a>";
  }

  const PostLinks& links_;
  std::string out_;
  int in_link_ = 0;
};

std::unique_ptr<cmark_node, FreeNode> parse_markdown(std::string_view source) {
  const std::string text = may_hold_code(source) ? std::string(source) : protect_links(source);
  std::unique_ptr<cmark_node, FreeNode> document(cmark_parse_document(text.data(), text.size(), CMARK_OPT_VALIDATE_UTF8));
  cmark_consolidate_text_nodes(document.get()); // cmark cuts text at every special character
  return document;
}

template <typename Visit> void walk(cmark_node* document, Visit visit) {
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(document));
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator.get())) {
    visit(event, cmark_iter_get_node(iterator.get()));
  }
}

} // namespace

PostParts find_post_parts(std::string_view source) {
  PostParts parts;
  const auto document = parse_markdown(source);
  int in_link = 0;
  std::vector<std::string> known_tags;
  walk(document.get(), [&](cmark_event_type event, cmark_node* node) {
    if (cmark_node_get_type(node) == CMARK_NODE_LINK) {
      in_link += event == CMARK_EVENT_ENTER ? 1 : -1;
    }
    if (cmark_node_get_type(node) != CMARK_NODE_TEXT || in_link > 0) {
      return;
    }
    const auto text = view_of(cmark_node_get_literal(node));
    for (const auto& found : find_links(text)) {
      const auto part = text.substr(found.at + 1, found.length - 1);
      if (found.kind == LinkKind::mention && parts.mentions.size() < kMaxParts) {
        if (auto handle = lowered(part); std::ranges::find(parts.mentions, handle) == parts.mentions.end()) {
          parts.mentions.push_back(std::move(handle));
        }
      } else if (found.kind == LinkKind::hashtag && parts.hashtags.size() < kMaxParts) {
        if (auto normal = text::normalize_hashtag(part); std::ranges::find(known_tags, normal) == known_tags.end()) {
          known_tags.push_back(std::move(normal));
          parts.hashtags.emplace_back(part);
        }
      }
    }
  });
  return parts;
}

SafeHtml format_post(std::string_view source, const PostLinks& links) {
  const auto document = parse_markdown(source);
  Renderer renderer(links);
  walk(document.get(), [&](cmark_event_type event, cmark_node* node) { renderer.visit(event, node); });
  return SafeHtml(renderer.take());
}

} // namespace ekiben::html
