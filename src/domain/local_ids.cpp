#include "domain/local_ids.h"

#include "pure/text/url.h"

#include <charconv>
#include <system_error>

namespace ekiben::domain {

LocalIds::LocalIds(std::string_view base_url, std::string_view handle)
    : base_(base_url), actor_(base_ + "/users/" + std::string(handle)), handle_(handle) {}

std::string LocalIds::actor() const { return actor_; }
std::string LocalIds::main_key() const { return actor_ + "#main-key"; }
std::string LocalIds::inbox() const { return actor_ + "/inbox"; }
std::string LocalIds::outbox() const { return actor_ + "/outbox"; }
std::string LocalIds::followers() const { return actor_ + "/followers"; }
std::string LocalIds::following() const { return actor_ + "/following"; }
std::string LocalIds::featured() const { return actor_ + "/collections/featured"; }
std::string LocalIds::featured_tags() const { return actor_ + "/collections/tags"; }
std::string LocalIds::shared_inbox() const { return base_ + "/inbox"; }
std::string LocalIds::profile_page() const { return base_ + "/@" + handle_; }
std::string LocalIds::post(Id post) const { return actor_ + "/statuses/" + std::to_string(post.value); }
std::string LocalIds::post_activity(Id post) const { return this->post(post) + "/activity"; }
std::string LocalIds::post_replies(Id post) const { return this->post(post) + "/replies"; }
std::string LocalIds::post_page(Id post) const { return profile_page() + "/" + std::to_string(post.value); }
std::string LocalIds::tag_prefix() const { return base_ + "/tags/"; }
std::string LocalIds::media_prefix() const { return base_ + "/media/own/"; }

Id LocalIds::find_post(std::string_view url) const {
  for (const std::string& prefix : {actor_ + "/statuses/", profile_page() + "/"}) {
    if (!url.starts_with(prefix)) {
      continue;
    }
    const auto digits = url.substr(prefix.size());
    Id id;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id.value);
    if (error == std::errc() && end == digits.data() + digits.size() && id.value > 0 && digits.front() != '0') {
      return id;
    }
  }
  return {};
}

std::string LocalIds::instance_actor() const { return base_ + "/actor"; }
std::string LocalIds::instance_key() const { return base_ + "/actor#main-key"; }
std::string LocalIds::instance_inbox() const { return base_ + "/actor/inbox"; }
std::string LocalIds::instance_outbox() const { return base_ + "/actor/outbox"; }

std::string LocalIds::activity(std::string_view kind, std::string_view number) const {
  return actor_ + "#" + std::string(kind) + "/" + std::string(number);
}

bool LocalIds::is_local(std::string_view id) const { return text::same_origin(id, base_); }

} // namespace ekiben::domain
