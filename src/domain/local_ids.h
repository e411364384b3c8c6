// The owner's ids and addresses: one place that knows what our URLs look like.
#pragma once

#include "base/id.h"

#include <string>
#include <string_view>

namespace ekiben::domain {

/// All are below the base URL, never below the handle domain (split domain, federation item 11). The shape is Mastodon's, so that an owner
/// can take over an instance on its domain without losing a follower. Every method returns an absolute URL.
class LocalIds {
public:
  /// `base_url`: origin without a slash at the end, "https://social.example". `handle`: the owner's user part, "mia".
  LocalIds(std::string_view base_url, std::string_view handle);

  const std::string& base_url() const { return base_; }
  std::string actor() const;
  /// The actor's id and "#main-key": peers cut the fragment off and compare with the actor (item 22).
  std::string main_key() const;
  std::string inbox() const;
  std::string outbox() const;
  std::string followers() const;
  std::string following() const;
  std::string featured() const;
  std::string featured_tags() const;
  std::string shared_inbox() const;
  /// The page for people.
  std::string profile_page() const;

  /// A post: its id, its Create, its replies, its page for people.
  std::string post(Id post) const;
  std::string post_activity(Id post) const;
  std::string post_replies(Id post) const;
  std::string post_page(Id post) const;
  /// "BASE/tags/", before the percent-encoded normal form of a hashtag.
  std::string tag_prefix() const;
  /// "BASE/media/own/", before Attachment::file.
  std::string media_prefix() const;
  /// The post that a URL of ours names (its id or its page), or none.
  Id find_post(std::string_view url) const;

  std::string instance_actor() const;
  std::string instance_key() const;
  std::string instance_inbox() const;
  std::string instance_outbox() const;

  /// Ids of our own activities: "ACTOR#accepts/follows/7" (fragments are allowed there, item 36).
  std::string activity(std::string_view kind, std::string_view number) const;

  /// True when `id` lies below the base URL: ours, whatever it names.
  bool is_local(std::string_view id) const;

private:
  std::string base_;
  std::string actor_;
  std::string handle_;
};

} // namespace ekiben::domain
