// All templates of the program in all languages, with the owner's own in place of the built-in ones.
#pragma once

#include "pure/templates/template.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ekiben::templates {

/// "profile" and its text.
struct Source {
  std::string_view name;
  std::string_view text;
};

/// An override that is not used, and why.
struct Problem {
  std::string name;
  std::string reason;
};

/// Built once, then read by all threads. A broken override is ignored: the built-in template is shown, and problems() says why.
class Library {
public:
  /// `words` has one entry a language; render() chooses by its index. Errors: broken when a built-in template is (a programming error).
  static Result<Library> build(const std::vector<Source>& built_in, const std::vector<Source>& overrides, const std::vector<Words>& words);

  /// `name` must be a built-in template's and `language` an index into `words`.
  html::SafeHtml render(std::string_view name, std::size_t language, const View& view) const;
  const std::vector<Problem>& problems() const { return problems_; }

private:
  std::map<std::string, std::vector<Template>, std::less<>> templates_;
  std::vector<Problem> problems_;
};

} // namespace ekiben::templates
