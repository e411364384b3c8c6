// The steps from an empty file to today's schema, oldest first. A step that was released is never changed: add another.
#pragma once

#include <span>

namespace ekiben::store::migrations {

extern const char* const k0001_a_name;
extern const char* const k0002_a_conversation;

/// Step N (from 1) leads to schema N.
std::span<const char* const> all();

} // namespace ekiben::store::migrations
