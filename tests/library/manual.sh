#!/bin/bash
# Every command has its page in both languages, with the words of its help, and groff has nothing
# to say against it. Completion offers commands, options and values.
#   manual.sh COMMAND FOLDER
set -euo pipefail

command=$1 folder=$2

mapfile -t names < <("$command" help --lang en | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
[ "${#names[@]}" -gt 10 ]
complain() {
  echo "$1" >&2
  exit 1
}

# words FILE: letters alone, so that neither line breaks nor the notation of pages matter.
words() {
  tr -cd '[:alpha:]\200-\377' <"$1"
}

for lang in en ja; do
  pages=$folder/man/man1 japanese=
  [ $lang = en ] || { pages=$folder/man/ja/man1 japanese=-mja; }
  [ "$(find "$pages" -name '*.1' | wc -l)" -eq $((${#names[@]} + 1)) ] ||
    complain "$pages does not hold one page a command and one for all"
  for name in "${names[@]}"; do
    page=$pages/mdsrisk-$name.1
    said=$(groff -k -man $japanese -Tutf8 -ww -z "$page" 2>&1)
    [ -z "$said" ] || complain "$page: $said"
    "$command" help "$name" --lang $lang | awk -v RS= 'NR == 3' >help.txt
    [ -s help.txt ] || complain "the help of $name has no text"
    [[ "$(words "$page")" == *"$(words help.txt)"* ]] || complain "$page lacks words of the help"
  done
done

# offers WORDS...: what completion offers for the last of them.
offers() {
  COMP_WORDS=("$@")
  COMP_CWORD=$(($# - 1))
  _mdsrisk
  echo "${COMPREPLY[*]}"
}
# shellcheck source=/dev/null
source "$folder/completion/mdsrisk"
[ "$(offers mdsrisk ass)" = assess ] || complain "no completion of a command"
[ "$(offers mdsrisk help gui)" = guideline ] || complain "no completion of help"
[ "$(offers mdsrisk assess --lan)" = --lang ] || complain "no completion of an option"
[ "$(offers mdsrisk assess --lang '')" = "en ja" ] || complain "no completion of a value"
[ "$(offers mdsrisk lint --format sar)" = sarif-findings ] || complain "no completion of a format"
for verb in assess import lint catalog; do
  formats=$("$command" help "$verb" --lang en | sed -n '/^Formats of --format:/,/^Exit/s/^  \([a-z]\)/\1/p')
  own=
  [ $verb = assess ] && own=" xlsx csv json html md docx"
  [ -n "$formats" ] || complain "$verb lists no format"
  [ "$(offers mdsrisk $verb --format '')" = "$(echo $formats)$own" ] ||
    complain "$verb: the completion of --format differs from the help"
done
[ -z "$(offers mdsrisk version --fail-o)" ] || complain "an option of another command is offered"
cd "$folder"
[ "$(offers mdsrisk assess -o completion/mdsrisk.f)" = completion/mdsrisk.fish ] ||
  complain "no completion of a file"
[ "$(offers mdsrisk lint --catalog comple)" = completion ] || complain "no completion of a folder"
for name in "${names[@]}"; do
  for file in completion/_mdsrisk completion/mdsrisk.fish; do
    grep -q "\b$name\b" "$file" || complain "$file lacks $name"
  done
done
