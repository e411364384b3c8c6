// One Mustache template, parsed once.
#pragma once

#include "base/result.h"
#include "pure/templates/view.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace ekiben::templates {

/// Sentences of one language: {{t.KEY}} in a template is replaced by words("KEY") when it is parsed. Nothing for an unknown key.
using Words = std::function<std::optional<html::SafeHtml>(std::string_view key)>;

inline constexpr std::size_t kMaxTemplateBytes = 64 * 1024;

/// Mustache (mustache(5)) without partials, lambdas and changed delimiters: pages are composed by the views, and a template can never
/// recurse. render() may be called from several threads at once.
class Template {
public:
  /// Errors: invalid, with one sentence that names the fault (unknown {{t.KEY}}, unclosed section, a forbidden tag, too large).
  static Result<Template> parse(std::string_view source, const Words& words);
  Template(Template&&) noexcept;
  Template& operator=(Template&&) noexcept;
  ~Template();

  html::SafeHtml render(const View& view) const;

private:
  struct Impl;
  explicit Template(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace ekiben::templates
