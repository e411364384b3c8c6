#include "endpoints/shared/site.h"

#include "pure/text/url.h"

namespace ekiben::endpoints {

SiteFacts make_site_facts(std::string base_url, std::string handle_domain, std::string handle, std::string name, i18n::Language language) {
  SiteFacts facts;
  facts.set_up = true;
  facts.host = text::authority_of(base_url);
  facts.handle_domain = handle_domain.empty() ? facts.host : std::move(handle_domain);
  facts.base_url = std::move(base_url);
  facts.name = name.empty() ? handle : std::move(name);
  facts.handle = std::move(handle);
  facts.language = language;
  return facts;
}

} // namespace ekiben::endpoints
