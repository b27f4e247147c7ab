;;; What a user does in Emacs, one step after the other. -*- lexical-binding: t -*-
;; Writes what it saw as JSON to the file that $TLS_RPT_SAW names.
(require 'json)

(defvar saw nil)

(defun saw (name value)
  (push (cons name value) saw))

(defun finish ()
  (with-temp-file (getenv "TLS_RPT_SAW") (insert (json-encode saw)))
  (kill-emacs 0))

;; What Emacs and Eglot put off until after a command is done here: in batch there are no commands.
(defun wait (what condition)
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (run-hooks 'post-command-hook)
      (accept-process-output nil 0.02))
    (unless (funcall condition)
      (error "Waited in vain for %s" what))))

(defun text ()
  (buffer-substring-no-properties (point-min) (point-max)))

(defun findings ()
  (seq-map (lambda (one)
             (vector (flymake-diagnostic-text one)
                     (flymake-diagnostic-beg one)
                     (flymake-diagnostic-end one)))
           (flymake-diagnostics)))

(defun finds (rule)
  (seq-find (lambda (one) (string-match-p (regexp-quote rule) (flymake-diagnostic-text one)))
            (flymake-diagnostics)))

;; The user takes the action of this title from the list at a place, says yes, and waits for the text to change.
(defun choose (title place)
  (goto-char place)
  (let ((before (text))
        (last-nonmenu-event ?x) ; No mouse, so no menu of the window system.
        (completing-read-function
         (lambda (_prompt offered &rest _)
           (let ((titles (mapcar (lambda (one) (if (consp one) (car one) one)) offered)))
             (or (seq-find (lambda (one) (string-prefix-p title one)) titles)
                 (error "%s is none of %S" title titles))))))
    (cl-letf (((symbol-function 'y-or-n-p) (lambda (&rest _) t)))
      (eglot-code-actions place place nil t)
      (wait title (lambda () (not (string= before (text))))))))

(defun mend-zone ()
  (find-file "db.example.com")
  (saw 'mode (symbol-name major-mode))
  (wait "the server" #'eglot-current-server)
  (wait "findings" (lambda () (finds "tlsrpt/unquoted-semicolon")))
  (saw 'findings (vconcat (findings)))
  (choose "Quote" (flymake-diagnostic-beg (finds "tlsrpt/unquoted-semicolon")))
  (saw 'fixed (text))
  (choose "Insert a TLS-RPT record" (progn (goto-char (point-min)) (search-forward "MX") (point)))
  (saw 'inserted (text)))

(defun read-report ()
  (find-file "report.json")
  (saw 'mode (symbol-name major-mode))
  (wait "findings" #'flymake-diagnostics)
  (saw 'findings (vconcat (findings))))

(defun play (scene)
  (condition-case problem
      (funcall scene)
    (error (saw 'failed (error-message-string problem))))
  (finish))
