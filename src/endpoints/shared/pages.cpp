#include "endpoints/shared/pages.h"

#include "endpoints/shared/embedded.h"
#include "pure/i18n/format.h"

namespace ekiben::endpoints {
namespace {

using i18n::Message;

templates::Words words_of(i18n::Language language) {
  return [language](std::string_view key) -> std::optional<html::SafeHtml> {
    const auto message = i18n::find_message(key);
    if (!message) {
      return std::nullopt;
    }
    return html::escape(i18n::sentence(language, *message));
  };
}

std::string_view without_suffix(std::string_view file_name) { return file_name.substr(0, file_name.rfind('.')); }

} // namespace

Result<Pages> Pages::create(const Site& site, const StaticFiles& files, const Options& options) {
  std::vector<templates::Source> built_in;
  for (const EmbeddedFile& file : embedded::template_files) {
    built_in.push_back({without_suffix(file.name), file.bytes});
  }
  std::vector<templates::Words> words;
  for (const i18n::Language language : i18n::kLanguages) {
    words.push_back(words_of(language));
  }
  EKIBEN_TRY(auto library, templates::Library::build(built_in, options.overrides, words));
  return Pages(site, files, options.development, std::move(library));
}

std::vector<std::string> Pages::template_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded::template_files) {
    names.emplace_back(without_suffix(file.name));
  }
  return names;
}

Pages::Pages(const Site& site, const StaticFiles& files, bool development, templates::Library library)
    : site_(site), files_(files), development_(development), library_(std::move(library)) {}

html::SafeHtml Pages::part(i18n::Language language, std::string_view template_name, const templates::View& view) const {
  return library_.render(template_name, static_cast<std::size_t>(language), view);
}

http::Response Pages::finish(int status, const PageHead& head, templates::View shell, html::SafeHtml content) const {
  const auto site = site_.facts();
  const std::string site_name = site->set_up ? site->name : "ekiben";
  shell.text("lang", i18n::language_tag(head.language))
      .text("title", head.title == site_name
                         ? site_name
                         : i18n::say(head.language, Message::title_on_site, {{"title", head.title}, {"site", site_name}}))
      .text("description", head.description)
      .text("canonical", head.canonical)
      .text("activity", head.activity)
      .show_if("noindex", head.noindex)
      .text("css", files_.url("ekiben.css"))
      .text("icon", files_.url("favicon.svg"))
      .text("site", site_name)
      .html("content", std::move(content));
  http::Response response;
  response.status = status;
  response.headers.add("content-type", "text/html; charset=utf-8");
  response.headers.add("content-language", std::string(i18n::language_tag(head.language)));
  if (!head.activity.empty()) {
    // Federation item 32: also for readers that never parse HTML.
    response.headers.add("link", "<" + head.activity + ">; rel=\"alternate\"; type=\"application/activity+json\"");
  }
  response.body = part(head.language, "shell", shell).text();
  return response;
}

http::Response Pages::page(int status, const PageHead& head, std::string_view template_name, const templates::View& view) const {
  return finish(status, head, {}, part(head.language, template_name, view));
}

http::Response Pages::owner_page(int status, const PageHead& head, const OwnerParts& parts, std::string_view template_name,
                                 const templates::View& view) const {
  templates::View shell;
  shell.show_if("tabs", parts.tab != Tab::none)
      .show_if("at_home", parts.tab == Tab::home)
      .show_if("at_requests", parts.tab == Tab::requests)
      .show_if("at_followers", parts.tab == Tab::followers)
      .show_if("at_settings", parts.tab == Tab::settings)
      .text("waiting", parts.waiting_requests > 0 ? i18n::format_count(head.language, parts.waiting_requests) : "")
      .text("logout", parts.form_token);
  std::vector<templates::View> banners;
  if (development_) {
    banners.push_back(templates::View().text("text", i18n::sentence(head.language, Message::banner_development)));
  }
  for (const auto& problem : library_.problems()) {
    banners.push_back(templates::View().text(
        "text", i18n::say(head.language, Message::banner_template, {{"name", problem.name}, {"reason", problem.reason}})));
  }
  std::vector<templates::View> flashes;
  for (const Flash& flash : parts.flashes) {
    flashes.push_back(templates::View().text("id", flash.id).text("text", i18n::sentence(head.language, flash.message)));
  }
  shell.list("banners", std::move(banners)).list("flashes", std::move(flashes));
  PageHead private_head = head;
  private_head.noindex = true;
  auto response = finish(status, private_head, std::move(shell), part(head.language, template_name, view));
  response.headers.add("cache-control", "private, no-cache");
  return response;
}

std::string say_count(i18n::Language language, Message one, Message other, std::int64_t count) {
  const std::string shown = i18n::format_count(language, count);
  return i18n::say(language, count == 1 ? one : other, {{"count", shown}});
}

http::Response see_other(std::string location) {
  http::Response response;
  response.status = 303;
  response.headers.add("location", std::move(location));
  response.headers.add("cache-control", "no-store");
  return response;
}

} // namespace ekiben::endpoints
