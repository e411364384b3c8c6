// The log: one line per call to stderr, with journal priorities when a journal reads it.
#pragma once

#include <string_view>

namespace ekiben::log {

/// syslog's numbers (sd-daemon(3)).
enum class Level { error = 3, warning = 4, notice = 5, info = 6, debug = 7 };

/// Any thread; a line is one write(2), so lines never mix. Line breaks and control characters in `text` become spaces or "?", a line is cut
/// after 2,000 bytes. Never pass a secret, a query string or a body. Nothing is buffered and nothing is thrown.
void write(Level level, std::string_view text);

inline void error(std::string_view text) { write(Level::error, text); }     ///< somebody must act
inline void warning(std::string_view text) { write(Level::warning, text); } ///< may need somebody
inline void notice(std::string_view text) { write(Level::notice, text); }   ///< an owner's or federation event worth keeping
inline void info(std::string_view text) { write(Level::info, text); }
inline void debug(std::string_view text) { write(Level::debug, text); } ///< not shown unless set_lowest_level asks for it

/// Lines less urgent than `level` are dropped. info at start. Any thread.
void set_lowest_level(Level level);

/// Where lines go: stderr unless a test says otherwise. The descriptor is not owned. `with_priority`: "<6>" before each line.
enum class Style { plain, with_priority };
void redirect(int fd, Style style);

} // namespace ekiben::log
