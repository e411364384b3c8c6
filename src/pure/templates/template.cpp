#include "pure/templates/template.h"

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <string>

namespace ekiben::templates {
namespace {

namespace engine = kainjow::mustache;

/// Sections that may stand in one template, nested or not: the engine recurses once for each level.
constexpr int kMaxSections = 200;

engine::data to_engine(const View& view) {
  engine::data out(engine::data::type::object);
  for (const auto& [name, value] : view.values()) {
    if (const auto* flag = std::get_if<bool>(&value)) {
      out.set(name, engine::data(*flag ? engine::data::type::bool_true : engine::data::type::bool_false));
    } else if (const auto* html = std::get_if<html::SafeHtml>(&value)) {
      // An empty text hides {{#name}}…{{/name}}, so that templates can ask whether there is one.
      out.set(name, html->empty() ? engine::data(engine::data::type::bool_false) : engine::data(html->text()));
    } else {
      engine::data list(engine::data::type::list);
      for (const View& item : std::get<std::vector<View>>(value)) {
        list.push_back(to_engine(item));
      }
      out.set(name, std::move(list));
    }
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// Puts the sentences in and refuses what could make a template recurse or change its own grammar.
Result<std::string> prepare(std::string_view source, const Words& words) {
  if (source.size() > kMaxTemplateBytes) {
    return fail(ErrorKind::too_large, "the template is larger than 64 KiB");
  }
  std::string out;
  int sections = 0;
  std::size_t at = 0;
  while (true) {
    const std::size_t begin = source.find("{{", at);
    out += source.substr(at, begin == std::string_view::npos ? begin : begin - at);
    if (begin == std::string_view::npos) {
      return out;
    }
    const bool three = source.substr(begin).starts_with("{{{");
    const std::size_t inside = begin + (three ? 3 : 2);
    const std::size_t end = source.find(three ? "}}}" : "}}", inside);
    if (end == std::string_view::npos) {
      return fail(ErrorKind::invalid, "a tag is not closed");
    }
    const std::string_view tag = trimmed(source.substr(inside, end - inside));
    at = end + (three ? 3 : 2);
    if (tag.empty() || tag.front() == '>' || tag.front() == '=') {
      return fail(ErrorKind::invalid, "empty tags, partials ({{>x}}) and changed delimiters ({{=x}}) are not supported");
    }
    if ((tag.front() == '#' || tag.front() == '^') && ++sections > kMaxSections) {
      return fail(ErrorKind::too_large, "the template has more than 200 sections");
    }
    if (tag.starts_with("t.")) {
      const auto sentence = words(tag.substr(2));
      if (!sentence) {
        return fail(ErrorKind::invalid, "there is no sentence {{" + std::string(tag) + "}}");
      }
      out += sentence->text();
    } else {
      out += source.substr(begin, at - begin);
    }
  }
}

} // namespace

struct Template::Impl {
  // The engine's render() changes nothing unless there are partials, which prepare() refuses; it is only not marked const.
  mutable engine::mustache mustache;
  explicit Impl(const std::string& source) : mustache(source) {
    mustache.set_custom_escape([](const std::string& safe) { return safe; });
  }
};

Template::Template(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

Result<Template> Template::parse(std::string_view source, const Words& words) {
  EKIBEN_TRY(const std::string prepared, prepare(source, words));
  auto impl = std::make_unique<Impl>(prepared);
  if (!impl->mustache.is_valid()) {
    return fail(ErrorKind::invalid, impl->mustache.error_message());
  }
  return Template(std::move(impl));
}

html::SafeHtml Template::render(const View& view) const {
  std::string out;
  const engine::data data = to_engine(view);
  impl_->mustache.render(data, [&out](const std::string& piece) { out += piece; });
  return html::SafeHtml(std::move(out));
}

} // namespace ekiben::templates
