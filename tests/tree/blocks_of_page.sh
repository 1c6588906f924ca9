# For scripts that run what the pages show; to be sourced.

# Writes the blocks of PAGE marked ```LANGUAGE to PREFIX1, PREFIX2 ...: blocks_of_page PAGE LANGUAGE PREFIX
blocks_of_page() {
  awk -v mark="\`\`\`$2" -v prefix="$3" '$0 == mark { inside = 1; n++; next } /^```/ { inside = 0 } inside { print > (prefix n) }' "$1"
}

# Saves the scenarios that PAGE shows in ```json blocks in FOLDER, each under its own name; prints the names: save_patches PAGE FOLDER
save_patches() {
  local blocks block name
  blocks=$(mktemp -d)
  blocks_of_page "$1" json "$blocks/block."
  for block in "$blocks"/block.*; do
    [ -e "$block" ] || continue
    name=$(sed -n 's/.*"name": "\([^"]*\)".*/\1/p' "$block" | head -n 1)
    if [ -z "$name" ] || [ -e "$2/$name.json" ]; then
      echo "${1##*/}: this scenario has no name of its own:" >&2
      cat "$block" >&2
      rm -rf "$blocks"
      return 1
    fi
    mv "$block" "$2/$name.json"
    echo "$name"
  done
  rm -rf "$blocks"
}
