#include "pure/templates/library.h"

#include <stdexcept>

namespace ekiben::templates {
namespace {

Result<std::vector<Template>> parse_in_all(std::string_view text, const std::vector<Words>& words) {
  std::vector<Template> out;
  for (const Words& language : words) {
    EKIBEN_TRY(auto parsed, Template::parse(text, language));
    out.push_back(std::move(parsed));
  }
  return out;
}

} // namespace

Result<Library> Library::build(const std::vector<Source>& built_in, const std::vector<Source>& overrides, const std::vector<Words>& words) {
  Library library;
  for (const Source& source : built_in) {
    auto parsed = parse_in_all(source.text, words);
    if (!parsed) {
      return fail(ErrorKind::broken, "built-in template " + std::string(source.name) + ": " + parsed.error().message);
    }
    library.templates_.emplace(source.name, std::move(*parsed));
  }
  for (const Source& source : overrides) {
    const auto place = library.templates_.find(source.name);
    if (place == library.templates_.end()) {
      library.problems_.push_back({std::string(source.name), "there is no template of this name"});
      continue;
    }
    auto parsed = parse_in_all(source.text, words);
    if (!parsed) {
      library.problems_.push_back({std::string(source.name), parsed.error().message});
      continue;
    }
    place->second = std::move(*parsed);
  }
  return library;
}

html::SafeHtml Library::render(std::string_view name, std::size_t language, const View& view) const {
  const auto place = templates_.find(name);
  if (place == templates_.end()) {
    throw std::logic_error("no template " + std::string(name));
  }
  return place->second.at(language).render(view);
}

} // namespace ekiben::templates
