import {
  Table as BaseTable,
  TableCell as BaseTableCell,
  TableHeader as BaseTableHeader,
  gettext,
  updateAttrsDialog,
} from "django-prose-editor/editor"

const TITLE = {
  caption: {
    title: gettext("Title of the table"),
    description: gettext("What its figures are, for those who see it and those who hear it."),
    required: true,
  },
}
const SIZE = {
  rows: { type: "number", title: gettext("Rows, the headings among them"), required: true },
  columns: { type: "number", title: gettext("Columns"), required: true },
}
const MOST_ROWS = 200
const MOST_COLUMNS = 12

const between = (typed, most) => Math.min(Math.max(Number.parseInt(typed, 10) || 2, 2), most)

async function insertTable(editor) {
  const ask = updateAttrsDialog({ ...TITLE, ...SIZE }, { title: gettext("Table"), submitText: gettext("Insert") })
  const answer = await ask(editor, { caption: "", rows: 4, columns: 3 })
  if (!answer) return
  const rows = between(answer.rows, MOST_ROWS)
  const cols = between(answer.columns, MOST_COLUMNS)
  editor.chain().focus().insertTable({ rows, cols, withHeaderRow: true }).run()
  editor.commands.updateAttributes("table", { caption: answer.caption.trim() })
}

async function rename(editor) {
  const ask = updateAttrsDialog(TITLE, { title: gettext("Table"), submitText: gettext("Save") })
  const answer = await ask(editor, editor.getAttributes("table"))
  if (answer) editor.chain().focus().updateAttributes("table", { caption: answer.caption.trim() }).run()
}

// The editor's table with a title, which its rows could not hold: they are counted.
export const Table = BaseTable.extend({
  addAttributes() {
    const caption = (table) => table.querySelector("caption")?.textContent.trim() ?? ""
    return { ...this.parent?.(), caption: { default: "", parseHTML: caption, rendered: false } }
  },

  renderHTML({ node }) {
    const { caption } = node.attrs
    const title = caption ? [["caption", { contenteditable: "false" }, caption]] : []
    return ["table", ...title, ["tbody", 0]]
  },

  // As readers get it, rather than with handles for widths, which no reader gets.
  addNodeView() {
    return null
  },

  addCommands() {
    return {
      ...this.parent?.(),
      insertTableWithOptions: () => ({ editor }) => {
        insertTable(editor)
        return true
      },
    }
  },

  addMenuItems(context) {
    this.parent?.(context)
    context.menu.defineItem({
      name: "table:title",
      groups: "table",
      button: context.buttons.material("title", gettext("title of the table")),
      command: rename,
      hidden: (editor) => !editor.isActive("table"),
    })
  },
})

// A cell holds words: no picture, no quotation, no other table.
export const TableCell = BaseTableCell.extend({ content: "paragraph+" })
export const TableHeader = BaseTableHeader.extend({ content: "paragraph+" })
